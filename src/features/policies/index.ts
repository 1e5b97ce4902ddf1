export { acceptPolicies } from './accept-policies.ts'
export { checks } from './checks.ts'
export { policiesPages } from './pages.tsx'
export { personalData } from './personal-data.ts'
