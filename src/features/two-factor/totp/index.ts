export {
  type Authenticator,
  beginEnrollment,
  findAuthenticator,
  findEnrollment,
  type RightCode,
  removeAuthenticator,
  spendCode,
  spendCodesOf,
  verifyCode,
} from './authenticator.ts'
export type { AuthenticatorDeps } from './deps.ts'
export { completeEnrollment, type EnrollDeps, type FirstCode, verifyEnrollment } from './enroll.ts'
export { enrollAtSignIn, secretOfSignIn, verifyAtSignIn } from './enroll-at-sign-in.ts'
export { EnrollmentFields } from './enrollment-fields.tsx'
export { authenticatorMails } from './mails.ts'
export { authenticatorPages } from './pages.tsx'
export { QrCode } from './qr-code.tsx'
export { countSealed, deleteEndedEnrollments } from './queries.ts'
export { type Resealed, resealSecrets } from './reseal-secrets.ts'
export { authenticatorRoutes } from './routes.ts'
export { addressOf, inGroups } from './secret.ts'
export { AuthenticatorRow } from './views.tsx'
