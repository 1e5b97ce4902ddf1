export {
  findAuthenticator,
  removeAuthenticator,
  spendCode,
  spendCodesOf,
  verifyCode,
} from './authenticator.ts'
export { enrollAtSignIn, secretOfSignIn, verifyAtSignIn } from './enroll-at-sign-in.ts'
export { EnrollmentFields } from './enrollment-fields.tsx'
export { authenticatorMails } from './mails.ts'
export { authenticatorPages } from './pages.tsx'
export { countSealed, deleteEndedEnrollments } from './queries.ts'
export { type Resealed, resealSecrets } from './reseal-secrets.ts'
export { authenticatorRoutes } from './routes.ts'
export { addressOf } from './secret.ts'
export { AuthenticatorRow } from './views.tsx'
