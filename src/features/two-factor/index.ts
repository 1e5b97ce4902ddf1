export {
  backupCodeMails,
  backupCodePages,
  backupCodeRoutes,
  CodesToKeep,
  codesIslands,
  countCodes,
  findCode,
  showCode,
} from './backup-codes/index.ts'
export { checks } from './checks.ts'
export { tryCode } from './code-tries.ts'
export { factorDuePanel } from './due-panel.tsx'
export { noteFactors } from './factors.ts'
export { createFactorGuard } from './guard.ts'
export { type FactorList, type ListedFactor, listFactorsOf } from './list-factors.ts'
export { twoFactorPanel } from './panel.tsx'
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
export { graceEnd, isFactorMissing, isFactorOverdue, type TwoFactorRule } from './policy.ts'
export { removeFactors } from './remove-factors.ts'
export { removeFactorsSince } from './remove-factors-since.ts'
export {
  addressOf,
  authenticatorMails,
  authenticatorPages,
  authenticatorRoutes,
  deleteEndedEnrollments,
  EnrollmentFields,
  enrollAtSignIn,
  type Resealed,
  resealSecrets,
  secretOfSignIn,
  spendCode,
  verifyAtSignIn,
  verifyCode,
} from './totp/index.ts'
export { useBackupCode } from './use-backup-code.ts'
