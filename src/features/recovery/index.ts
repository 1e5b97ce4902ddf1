export { checks } from './checks.ts'
export { recoveryPages } from './pages.tsx'
export { personalData } from './personal-data.ts'
export { makeOpeningLink, offerSetPasswordLink, type PasswordLink, setPasswordPath } from './set-password-link.ts'
