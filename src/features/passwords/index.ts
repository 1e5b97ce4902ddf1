export { createHasher, type Hasher } from './hash-queue.ts'
export { findPassword, type StoredPassword, storePassword } from './password.ts'
export { passwordIssues, passwordRules } from './policy.ts'
