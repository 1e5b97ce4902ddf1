export { checks } from './checks.ts'
export { recoveryPages } from './pages.tsx'
export { personalData } from './personal-data.ts'
export { offerSetPasswordLink, setPasswordPath } from './set-password-link.ts'
