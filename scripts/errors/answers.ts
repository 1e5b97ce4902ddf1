import { ofFactors } from './factor-answers.ts'
import type { Meaning } from './meaning.ts'

const again = 'Wait as many seconds as `Retry-After` says, then try again.'
const mendRequest = 'Mend the program; the same request fails again.'
const onPages = 'On pages only.'

const ofTheHouse: Readonly<Record<string, Meaning>> = {
  'account-leaving': {
    means: 'The password is right, and the account is being closed.',
    todo: 'Nothing; the person has left.',
  },
  'account-not-found': { means: 'There is no such account, or it is gone.', todo: 'Look it up again.' },
  'account-not-open': {
    means:
      'The account is suspended, being closed or held for a conflict: it cannot be suspended, or a link would open nothing.',
    todo: 'Nothing; nobody can sign in to it.',
  },
  'account-quarantined': {
    means: 'The password is right, and the account is held because it came with a conflict.',
    todo: 'Ask an admin.',
  },
  'account-suspended': {
    means: 'The password is right, and the account is suspended; `detail` says why and until when.',
    todo: 'Wait until then, or ask an admin.',
  },
  'address-invalid': {
    means: 'Something in the path or the query does not fit its schema; `errors` says what, where it can.',
    todo: mendRequest,
  },
  'body-invalid': {
    means: 'The body does not fit its schema, or has a field that the route does not know. `errors` names each.',
    todo: mendRequest,
  },
  'already-open': {
    means: 'The person has chosen a password already, so there is no link to open the account with.',
    todo: 'Make a new password due instead, or a recovery link.',
  },
  busy: {
    means: 'More is asked of the server than it can do in time; too many passwords wait to be checked, for one.',
    todo: again,
  },
  'content-type': { means: 'The body is not declared as `application/json`.', todo: 'Send that `Content-Type`.' },
  'cross-site': {
    means: 'A change that another site may have caused.',
    todo: 'Send `Origin` with the address of the server; see [Origin](#origin).',
  },
  'cursor-invalid': {
    means: 'The cursor is not one that this list gave in this order.',
    todo: 'Begin again without a cursor.',
  },
  forbidden: { means: 'The role of the caller is not enough.', todo: 'Sign in as somebody whose role is.' },
  'form-invalid': {
    means: `${onPages} A form has a field that it does not have, or a choice that was not offered.`,
    todo: 'Load the page again.',
  },
  gone: { means: 'Whoever asked hung up before it was their turn; only the log sees this.', todo: 'Nothing.' },
  'idempotency-key-reused': {
    means: 'The `Idempotency-Key` was used for another body before.',
    todo: 'Take a new key for a new thing.',
  },
  'identity-not-recent': {
    means: 'The password was last given more than 15 minutes ago.',
    todo: 'Give it with `POST /api/session/confirmations`, then send the request again.',
  },
  'input-invalid': {
    means: 'Values are not acceptable; `errors` names each field.',
    todo: 'Show the messages beside the fields, and let the person mend them.',
  },
  'last-admin': {
    means: 'It would leave the site without an admin.',
    todo: 'Make somebody else an admin first.',
  },
  'last-way-in': {
    means: 'Nothing would be left to sign in with.',
    todo: 'Set a password first.',
  },
  'link-invalid': {
    means: `${onPages} The link for the first admin is not good, or there is an admin.`,
    todo: 'Run `porchlight create-admin --link`, or sign in.',
  },
  'link-over': {
    means: 'The link was used, is too old, or was never made; or password or address have changed since.',
    todo: 'Ask for a new one.',
  },
  malformed: {
    means: 'The request is not HTTP as it should be, or the body is not JSON.',
    todo: mendRequest,
  },
  'email-not-verified': {
    means: 'The sign-in waits until the link in the mail to the address has been followed.',
    todo: 'Have the person follow it, then ask again.',
  },
  'never-opened': {
    means: 'Nobody has set the first password of the account yet, so there is none to recover.',
    todo: 'Make a new link to open it.',
  },
  'no-mail': {
    means: 'The site sends no mail, so no address is confirmed.',
    todo: 'Nothing: accounts are there at once.',
  },
  'not-found': { means: 'Nothing is at this address.', todo: 'Compare it with the reference at `/docs`.' },
  'not-signed-in': {
    means: 'There is no session cookie, or its session is over.',
    todo: 'Sign in, and keep the cookie.',
  },
  'not-locked': { means: 'The account is not locked.', todo: 'Nothing; any browser may try its password.' },
  'not-suspended': { means: 'The account is not suspended.', todo: 'Nothing; it is open.' },
  'own-account': {
    means:
      'It is the account of the caller: nobody suspends, deletes, corrects or recovers themselves here, or takes their own role.',
    todo: 'Ask another admin, or use the pages of the own account.',
  },
  'password-changed-meanwhile': {
    means: 'The password was changed elsewhere at the same moment.',
    todo: 'Sign in with the new one.',
  },
  'password-impossible': {
    means: 'The password has characters that none can have, or no end.',
    todo: 'Choose another.',
  },
  'profile-not-found': {
    means: 'Nobody has this username, or shows their profile.',
    todo: 'Nothing; it does not say which.',
  },
  'recovery-by-hand': {
    means: 'The site sends no mail, so nobody can ask for a link to a new password.',
    todo: 'Ask the people who run the site for one.',
  },
  'mail-not-found': {
    means: 'There is no such mail, or it has been sent.',
    todo: 'List the mails again.',
  },
  'device-not-found': { means: 'The account knows no such browser.', todo: 'List the devices again.' },
  'session-not-found': { means: 'There is no such session, or it has ended.', todo: 'List the sessions again.' },
  'sign-in-failed': {
    means: 'Name and password do not open anything; it never says which of them is wrong.',
    todo: 'Ask for both again.',
  },
  'sign-in-over': {
    means: 'This sign-in took too long, was finished, or belongs to another browser.',
    todo: 'Begin again with `POST /api/sessions`.',
  },
  'token-invalid': {
    means: 'The access token has run out, was revoked, or never was one; it never says which.',
    todo: 'Let the person make a new one.',
  },
  'token-not-found': { means: 'There is no such access token, or it is revoked.', todo: 'List the tokens again.' },
  'token-scope-missing': {
    means: 'The access token is not for this; `WWW-Authenticate` names the scope that is missing, where one would do.',
    todo: 'Let the person make a token with that scope. Without one, no token opens this: a person has to be signed in.',
  },
  'too-large': { means: 'The body is larger than 64 KB.', todo: 'Send less.' },
  'too-long': { means: 'The address is too long.', todo: mendRequest },
  'too-many-tokens': {
    means: 'The account has 25 access tokens that work.',
    todo: 'Revoke one that is not needed.',
  },
  'too-many': { means: 'Too many in too short a time.', todo: again },
  unavailable: { means: 'Too busy, starting or stopping, or the database is away.', todo: again },
  unexpected: {
    means: 'Our fault.',
    todo: 'Look for the `requestId` in the log of the server, and report it.',
  },
  'unknown-host': {
    means: 'The server was asked under another host name than that of `PUBLIC_URL`.',
    todo: 'Use that address; a proxy in front has to pass `Host` on.',
  },
}

/** Every code of a whole answer. The table of the manual is made of this and of what the sources give. */
export const answerMeanings: Readonly<Record<string, Meaning>> = { ...ofTheHouse, ...ofFactors }
