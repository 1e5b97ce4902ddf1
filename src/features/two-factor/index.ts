export { noteFactors } from './factors.ts'
export {
  Assertion,
  askForPasskey,
  challengeSeconds,
  deleteSpentChallenges,
  findRelyingParty,
  type PasskeyDeps,
  PasskeyForm,
  type PasskeyProof,
  PasskeyRefused,
  passkeyExamples,
  passkeyIsland,
  passkeyMails,
  passkeyPages,
  passkeyRoutes,
  passkeysPanel,
  provePasskey,
  RequestOptions,
  readCredential,
  usePasskey,
  watchingCounter,
} from './passkeys/index.ts'
export { personalData } from './personal-data.ts'
