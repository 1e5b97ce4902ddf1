import { type Static, Type } from 'typebox'
import { AccountReply } from '../accounts/index.ts'
import { Assertion } from '../two-factor/index.ts'

// Bounds far beyond what anybody has: the operation answers with one sentence for all that is wrong.
const login = Type.String({ maxLength: 1000, description: 'Username or email' })
const password = Type.String({ maxLength: 4096 })

/** Username or email, and the password. */
export const SignInBody = Type.Object(
  {
    login,
    password,
    keepSignedIn: Type.Optional(
      Type.Boolean({ description: 'For months on this device; else until the browser closes' }),
    ),
  },
  { additionalProperties: false },
)
export type SignInBody = Static<typeof SignInBody>

const returnTo = Type.Optional(Type.String())

/** The form adds where to go on. */
export const SignInForm = Type.Object(
  { ...SignInBody.properties, return_to: returnTo },
  { additionalProperties: false },
)

/** What a passkey answered, and for how long to stay signed in. */
export const SignInByPasskeyBody = Type.Object(
  { credential: Assertion, keepSignedIn: SignInBody.properties.keepSignedIn },
  { additionalProperties: false },
)

/** The form has the answer as JSON, and where to go on. */
export const SignInByPasskeyForm = Type.Object(
  { credential: Type.String(), keepSignedIn: SignInBody.properties.keepSignedIn, return_to: returnTo },
  { additionalProperties: false },
)

/** The new password at the step of a sign-in. */
export const NewPasswordBody = Type.Object({ newPassword: password }, { additionalProperties: false })
export type NewPasswordBody = Static<typeof NewPasswordBody>

/** The form has it twice. */
export const NewPasswordForm = Type.Object(
  { newPassword: password, newPasswordAgain: password, return_to: returnTo },
  { additionalProperties: false },
)

/** The present terms and privacy policy, accepted. */
export const TermsBody = Type.Object({ acceptTerms: Type.Boolean() }, { additionalProperties: false })

/** The form leaves the field out where it is not ticked. */
export const TermsForm = Type.Object(
  { acceptTerms: Type.Optional(Type.Boolean()), return_to: returnTo },
  { additionalProperties: false },
)

/** Signing out by form. */
export const SignOutForm = Type.Object({ return_to: returnTo }, { additionalProperties: false })

const moment = Type.String({ description: 'ISO 8601, UTC' })

/** The form of a second proof has the answer as JSON. */
export const SecondFactorByPasskeyForm = Type.Object(
  { credential: Type.String(), trustBrowser: Type.Optional(Type.Boolean()), return_to: returnTo },
  { additionalProperties: false },
)

const code = Type.String({ maxLength: 100, description: 'As the app of the account shows it now' })
const backupCode = Type.String({ maxLength: 100, description: 'One of the ten, in place of the app’s' })
const trustBrowser = Type.Optional(
  Type.Boolean({ description: 'Not to be asked for the second factor in this browser for a while' }),
)

/** The code of the app, or a backup code; where both are there, the backup code is looked at. */
export const SecondFactorBody = Type.Object(
  { code: Type.Optional(code), backupCode: Type.Optional(backupCode), trustBrowser },
  { additionalProperties: false },
)

/** The form with the code of the app. */
export const CodeForm = Type.Object(
  { code: Type.String(), trustBrowser, return_to: returnTo },
  { additionalProperties: false },
)

/** The form with a backup code. */
export const BackupCodeForm = Type.Object(
  { backupCode: Type.String(), trustBrowser, return_to: returnTo },
  { additionalProperties: false },
)

/** The caller's password once more, with a code where the account has a second factor. */
export const ConfirmIdentityBody = Type.Object(
  { password, code: Type.Optional(code), backupCode: Type.Optional(backupCode) },
  { additionalProperties: false },
)
export type ConfirmIdentityBody = Static<typeof ConfirmIdentityBody>

/** The first code of the app that is set up at the step of a sign-in. */
export const EnrollmentBody = Type.Object({ code }, { additionalProperties: false })

/** The same as a form. */
export const EnrollmentForm = Type.Object({ code: Type.String(), return_to: returnTo }, { additionalProperties: false })

/** Going on without, as a form. */
export const PostponeForm = Type.Object({ return_to: returnTo }, { additionalProperties: false })

/** What a passkey of the caller answered. */
export const ConfirmByPasskeyBody = Type.Object({ credential: Assertion }, { additionalProperties: false })

/** The same as a step of signing in. */
export const SecondFactorByPasskeyBody = Type.Object(
  { credential: Assertion, trustBrowser },
  { additionalProperties: false },
)

/** A session that was opened; its token is in the cookie alone. */
export const SessionOpened = Type.Object({ account: AccountReply, expiresAt: moment }, { title: 'SessionOpened' })

/** Another step before the session, done under the cookie of this reply. */
export const StepDue = Type.Object(
  {
    next: Type.Union([
      Type.Literal('second-factor'),
      Type.Literal('enrollment'),
      Type.Literal('new-password'),
      Type.Literal('terms'),
      Type.Literal('verification'),
    ]),
    flow: Type.String({ description: 'Names this sign-in in the address of the step' }),
  },
  { title: 'StepDue' },
)

const backupCodes = Type.Array(Type.String(), { description: 'To be kept by the person; never shown again' })

/** A session that was opened by setting up an app. */
export const EnrolledOpened = Type.Object({ ...SessionOpened.properties, backupCodes }, { title: 'EnrolledOpened' })

/** Another step after setting up an app. */
export const EnrolledDue = Type.Object({ ...StepDue.properties, backupCodes }, { title: 'EnrolledDue' })

/** What an app is told. */
export const EnrollmentReply = Type.Object(
  {
    secret: Type.String({ description: 'Base32, of this sign-in alone' }),
    address: Type.String({ description: '`otpauth:`, for a picture that the app scans' }),
    postponableUntil: Type.Union([moment, Type.Null()], { description: 'Null where it cannot be put off' }),
  },
  { title: 'Enrollment' },
)

/** Who is signed in and until when. */
export const SessionReply = Type.Object(
  {
    account: AccountReply,
    expiresAt: moment,
    authenticatedAt: Type.String({ description: 'When the person last proved to be the owner; ISO 8601, UTC' }),
    recentUntil: Type.String({ description: 'Until when sensitive operations go without asking; ISO 8601, UTC' }),
  },
  { title: 'Session' },
)
