import { type Static, Type } from 'typebox'
import type { PasskeyRow } from './queries.ts'

const binary = (description: string, maxLength = 4_000) => Type.String({ maxLength, description })

// As `PublicKeyCredential.toJSON()` gives them. Open: what a later browser adds must not keep its people out, and nothing
// but these fields is read.
const open = { additionalProperties: true }
const credentialOf = <T extends Parameters<typeof Type.Object>[0]>(response: T, title: string) =>
  Type.Object(
    {
      id: binary('base64url'),
      rawId: binary('base64url'),
      type: Type.String({ maxLength: 100 }),
      response: Type.Object(response, open),
    },
    { ...open, title },
  )

/** What an authenticator made for us (RegistrationResponseJSON). */
const NewCredential = credentialOf(
  {
    clientDataJSON: binary('base64url'),
    attestationObject: binary('base64url', 30_000),
    transports: Type.Optional(Type.Array(Type.String({ maxLength: 100 }), { maxItems: 20 })),
  },
  'NewCredential',
)

/** What an authenticator signed for us (AuthenticationResponseJSON). */
export const Assertion = credentialOf(
  {
    clientDataJSON: binary('base64url'),
    authenticatorData: binary('base64url'),
    signature: binary('base64url'),
    userHandle: Type.Optional(Type.Union([binary('base64url'), Type.Null()])),
  },
  'Assertion',
)
export type Assertion = Static<typeof Assertion>

const name = Type.String({ maxLength: 300, description: 'What the person calls it' })

/** A new passkey; without a name it is called like what holds it. */
export const AddPasskeyBody = Type.Object(
  { credential: NewCredential, name: Type.Optional(name) },
  { additionalProperties: false, title: 'AddPasskey' },
)

/** The form has what the authenticator made as JSON. */
export const AddPasskeyForm = Type.Object(
  { credential: Type.String(), name: Type.Optional(Type.String()) },
  { additionalProperties: false },
)

/** Another name. */
export const RenamePasskeyBody = Type.Object({ name }, { additionalProperties: false, title: 'RenamePasskey' })

const described = Type.Object({ type: Type.String(), id: Type.String(), transports: Type.Array(Type.String()) })

/** PublicKeyCredentialRequestOptionsJSON, for `parseRequestOptionsFromJSON`. */
export const RequestOptions = Type.Object(
  {
    challenge: Type.String({ description: 'Answered once, within five minutes, by the browser that asked' }),
    rpId: Type.String(),
    timeout: Type.Integer({ description: 'Milliseconds' }),
    userVerification: Type.String(),
    allowCredentials: Type.Array(described),
  },
  { title: 'PasskeyRequestOptions' },
)

/** PublicKeyCredentialCreationOptionsJSON, for `parseCreationOptionsFromJSON`. */
export const CreationOptions = Type.Object(
  {
    challenge: Type.String({ description: 'Answered once, within five minutes, by the session that asked' }),
    rp: Type.Object({ id: Type.String(), name: Type.String() }),
    user: Type.Object({ id: Type.String(), name: Type.String(), displayName: Type.String() }),
    pubKeyCredParams: Type.Array(Type.Object({ type: Type.String(), alg: Type.Integer() })),
    timeout: Type.Integer({ description: 'Milliseconds' }),
    attestation: Type.String(),
    excludeCredentials: Type.Array(described),
    authenticatorSelection: Type.Object({
      residentKey: Type.String(),
      requireResidentKey: Type.Boolean(),
      userVerification: Type.String(),
    }),
  },
  { title: 'PasskeyCreationOptions' },
)

/** A passkey as its person sees it. */
export const PasskeyReply = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    authenticator: Type.Union([Type.String(), Type.Null()], { description: 'What holds it, where that is known' }),
    syncs: Type.Boolean({ description: 'Whether it may be on several devices of the person' }),
    backedUp: Type.Boolean({ description: 'Whether it is' }),
    createdAt: Type.String({ description: 'ISO 8601, UTC' }),
    lastUsedAt: Type.Union([Type.String(), Type.Null()], { description: 'Null where it never was' }),
  },
  { title: 'Passkey' },
)

/** A new one. */
export const AddedPasskeyReply = Type.Object(
  {
    ...PasskeyReply.properties,
    backupCodes: Type.Union([Type.Array(Type.String()), Type.Null()], {
      description: 'For whoever had none left: shown this once, each counts once. Null for everybody else.',
    }),
  },
  { title: 'AddedPasskey' },
)

/** In the order in which they were added. */
export const PasskeysReply = Type.Object({
  items: Type.Array(PasskeyReply),
  nextCursor: Type.Null({ description: 'There is never a second page' }),
})

export const PasskeyParams = Type.Object({ id: Type.String() })

type Named = PasskeyRow & { readonly authenticator: string | null }

/** A passkey as JSON. */
export const passkeyReply = (passkey: Named): Static<typeof PasskeyReply> => ({
  id: passkey.id,
  name: passkey.name,
  authenticator: passkey.authenticator,
  syncs: passkey.syncs,
  backedUp: passkey.backed_up,
  createdAt: passkey.created_at.toISOString(),
  lastUsedAt: passkey.last_used_at?.toISOString() ?? null,
})
