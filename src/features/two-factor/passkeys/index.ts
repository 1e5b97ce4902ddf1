export { challengeSeconds } from './challenge.ts'
export { readCredential } from './credential.ts'
export type { PasskeyDeps } from './deps.ts'
export { PasskeyRefused } from './errors.ts'
export { passkeyExamples } from './example-answers.ts'
export { passkeyMails } from './mails.ts'
export { passkeyPages } from './pages.tsx'
export { passkeysPanel } from './panel.tsx'
export { PasskeyForm, passkeyIsland } from './passkey-form.tsx'
export {
  askForPasskey,
  type Proof as PasskeyProof,
  provePasskey,
  usePasskey,
  watchingCounter,
} from './prove-passkey.ts'
export { deleteSpent as deleteSpentChallenges } from './queries.ts'
export { findRelyingParty } from './relying-party.ts'
export { passkeyRoutes } from './routes.ts'
export { Assertion, RequestOptions } from './schema.ts'
