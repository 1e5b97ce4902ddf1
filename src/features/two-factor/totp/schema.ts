import { type Static, Type } from 'typebox'
import type { Authenticator } from './authenticator.ts'

const code = Type.String({ maxLength: 100, description: 'What the app shows now: six digits' })

/** A code of the app that is being set up. */
export const ConfirmAuthenticatorBody = Type.Object(
  { code },
  { additionalProperties: false, title: 'ConfirmAuthenticator' },
)

/** What an app needs to show codes (RFC 6238: SHA-1, six digits, 30 seconds). */
export const EnrollmentReply = Type.Object(
  {
    secret: Type.String({ description: 'Base32, for whoever types it' }),
    address: Type.String({ description: 'otpauth://, for a picture to scan' }),
    expiresAt: Type.String({ description: 'ISO 8601, UTC; until then a code has to be shown' }),
  },
  { title: 'AuthenticatorEnrollment' },
)

/** An app as its person sees it. */
export const AuthenticatorReply = Type.Object(
  {
    addedAt: Type.String({ description: 'ISO 8601, UTC' }),
    lastUsedAt: Type.Union([Type.String(), Type.Null()], { description: 'When a code of it last counted' }),
  },
  { title: 'Authenticator' },
)

/** A new app. */
export const AddedAuthenticatorReply = Type.Object(
  {
    ...AuthenticatorReply.properties,
    backupCodes: Type.Union([Type.Array(Type.String()), Type.Null()], {
      description: 'For whoever had none left: shown this once, each counts once. Null for everybody else.',
    }),
  },
  { title: 'AddedAuthenticator' },
)

/** An app as JSON. */
export const authenticatorReply = ({ addedAt, lastUsedAt }: Authenticator): Static<typeof AuthenticatorReply> => ({
  addedAt: addedAt.toISOString(),
  lastUsedAt: lastUsedAt?.toISOString() ?? null,
})
