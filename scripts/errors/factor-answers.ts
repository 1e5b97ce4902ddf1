import type { Meaning } from './meaning.ts'

/** The codes that are about second factors and passkeys. */
export const ofFactors: Readonly<Record<string, Meaning>> = {
  'authenticator-not-found': { means: 'The account has no app for codes.', todo: 'Set one up, or do nothing.' },
  'code-needed': {
    means: 'The caller has an app, and the password alone does not confirm who it is.',
    todo: 'Confirm with the password and `code` or `backupCode`, or with a passkey.',
  },
  'enrollment-over': {
    means: 'No app is being set up: it took over an hour, or is done already.',
    todo: 'Begin again with `POST /api/account/authenticator/enrollment`.',
  },
  'factor-missing': {
    means: 'The account has no second factor for which a backup code could stand.',
    todo: 'Set up an app or a passkey first; backup codes come with it.',
  },
  'factor-overdue': {
    means: 'The person must have a second factor, and can put that off no longer.',
    todo: 'Set up an app with `PUT /api/sessions/flows/{flow}/enrollment`.',
  },
  'factor-required': {
    means: 'The person must have a second factor, and this is the last.',
    todo: 'Add another first.',
  },
  'no-factors': { means: 'The account has no second factor.', todo: 'Nothing; the password is enough for it.' },
  'passkey-known': { means: 'The passkey is registered here already.', todo: 'Nothing; sign in with it.' },
  'passkey-needed': {
    means: 'The caller has a passkey, and the password alone does not confirm who it is.',
    todo: 'Confirm with `POST /api/session/confirmations/passkey`.',
  },
  'passkey-not-found': {
    means: 'The account has no such passkey, or it is removed.',
    todo: 'List the passkeys again.',
  },
  'passkey-over': {
    means: 'The challenge ran out, was answered already, or was asked for in another browser or for another thing.',
    todo: 'Ask for options again, and answer those.',
  },
  'passkey-refused': {
    means:
      'The answer of the authenticator does not fit: another origin, nobody whom it knows, a signature of something else, or a counter that went back.',
    todo: 'Try again, or take another way.',
  },
  'passkey-unknown': {
    means: 'The site does not know the passkey; it may have been removed.',
    todo: 'Take another way, and delete it on the device.',
  },
  'passkeys-full': { means: 'The account has 20 passkeys.', todo: 'Remove one first.' },
  'passkeys-unavailable': {
    means: 'Browsers have no passkeys for the address of this site: it is a number, or reached without TLS.',
    todo: 'Reach the site by a name and TLS; on the same machine, by `http://localhost`.',
  },
}
