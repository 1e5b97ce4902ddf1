export { isOpen, offerRecoveryLink } from './bound-link.ts'
export { checks } from './checks.ts'
export { exampleToken } from './examples.ts'
export { mailRecoveryJob } from './mail-recovery.ts'
export { recoveryMails } from './mails.ts'
export { recoveryPages } from './pages.tsx'
export { personalData } from './personal-data.ts'
export { recoveryRoutes } from './routes.ts'
export {
  makeOpeningLink,
  makeRecoveryLink,
  newPasswordPath,
  type PasswordLink,
  setPasswordPath,
} from './set-password-link.ts'
