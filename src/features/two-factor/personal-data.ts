import type { Claim, PersonalData } from '../../platform/personal-data/personal-data.ts'

const claim = (what: string, why: string, exportedAs: string | null): Exclude<Claim, string> => ({
  what,
  why,
  kept: 'until the person removes it, at most as long as the account',
  exportedAs,
  erasedBy: 'deletion of the account',
})

const proves = 'Proves at sign-in that it is the same person'

/** What the tables of second factors hold about people. */
export const personalData: PersonalData = {
  feature: 'two-factor',
  tables: {
    totp_authenticators: {
      account_id: 'nothing personal',
      secret_sealed: claim('The secret that the person’s app has too, encrypted', proves, null),
      last_step: claim('Which code counted last', 'A code counts once', null),
      added_at: claim('Since when the person has the app', 'Shown to the person', 'authenticatorAddedAt'),
      last_used_at: claim('When a code of it last counted', 'Shown to the person', 'authenticatorLastUsedAt'),
    },
    totp_enrollments: {
      account_id: 'nothing personal',
      secret_sealed: {
        ...claim('The secret of an app that is being set up, encrypted', proves, null),
        kept: 'until the app is set up, an hour at most and then until the next tidying',
      },
      expires_at: 'nothing personal',
    },
    backup_codes: {
      id: 'nothing personal',
      account_id: 'nothing personal',
      lookup_hash: claim('A keyed hash of a backup code', 'Finds the code that was typed', null),
      code_hash: claim('A hash from which the code cannot be read (argon2id)', proves, null),
      made_at: claim('When the code was made', 'Shown to the person', 'backupCodesMadeAt'),
      used_at: claim('When it was used', 'A code counts once', 'backupCodesUsedAt'),
    },
    passkeys: {
      id: 'nothing personal',
      account_id: 'nothing personal',
      credential_id: claim('The number that the person’s authenticator gave the passkey', 'Finds the passkey', null),
      public_key: claim('The public half of the passkey', proves, null),
      sign_count: claim('How often the authenticator says that it was used', 'Finds copies', null),
      aaguid: claim('The make of the authenticator, if it tells', 'Gives the passkey a name', 'passkeyAuthenticator'),
      transports: claim('How the authenticator is reached', 'The browser asks the right device', null),
      name: claim('What the person calls the passkey', 'Shown to the person', 'passkeyName'),
      syncs: claim('Whether the passkey may be on several devices', 'Shown to the person', 'passkeySyncs'),
      backed_up: claim('Whether it is', 'Shown to the person', 'passkeyBackedUp'),
      created_at: claim('When the passkey was added', 'Shown to the person', 'passkeyAddedAt'),
      last_used_at: claim('When it was last used', 'Shown to the person', 'passkeyLastUsedAt'),
    },
    spent_passkey_challenges: {
      challenge_hash: 'nothing personal',
      expires_at: 'nothing personal',
    },
  },
}
