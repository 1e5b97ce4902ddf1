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
export { completeEnrollment, type EnrollDeps, type FirstCode, verifyEnrollment } from './enroll.ts'
export { authenticatorMails } from './mails.ts'
export { QrCode } from './qr-code.tsx'
export { deleteEndedEnrollments } from './queries.ts'
export { addressOf, inGroups } from './secret.ts'
