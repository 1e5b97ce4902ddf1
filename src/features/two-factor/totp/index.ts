export {
  type Authenticator,
  beginEnrollment,
  endEnrollment,
  findAuthenticator,
  findEnrollment,
  type RightCode,
  removeAuthenticator,
  type SealKeys,
  spendCode,
  spendCodesOf,
  verifyCode,
  verifyFirstCode,
} from './authenticator.ts'
export { QrCode } from './qr-code.tsx'
export { deleteEndedEnrollments } from './queries.ts'
export { addressOf, inGroups } from './secret.ts'
