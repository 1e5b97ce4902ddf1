export { type Breaches, breachIssues, createBreaches } from './breaches.ts'
export { checks } from './checks.ts'
export { managerRules, ruleStates } from './field-hints.ts'
export { createHasher, type Hasher, needsRehash } from './hash-queue.ts'
export { passwordMails, tellPasswordChanged } from './mails.ts'
export { meterHasher, metrics } from './metrics.ts'
export { passwordPages } from './pages.tsx'
export { passwordPanel } from './panel.tsx'
export {
  findByLogin,
  findPassword,
  holdByPassword,
  isStillPassword,
  removePassword,
  replaceHash,
  type StoredPassword,
  storePassword,
} from './password.ts'
export { personalData } from './personal-data.ts'
export { type PasswordPolicy, passwordIssues } from './policy.ts'
export { passwordRoutes } from './routes.ts'
export { seeds } from './seeds.ts'
export { passwordTriesOf, verifyOwnPassword } from './verify-own-password.ts'
