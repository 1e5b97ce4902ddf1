export { managerRules, ruleStates } from './field-hints.ts'
export { createHasher, type Hasher, needsRehash } from './hash-queue.ts'
export { findPassword, isStillPassword, replaceHash, type StoredPassword, storePassword } from './password.ts'
export { type PasswordContext, type PasswordPolicy, passwordIssues, passwordRules } from './policy.ts'
