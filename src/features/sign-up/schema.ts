import { type Static, Type } from 'typebox'

// A few times what a rule allows: the rule then says what is wrong, and nothing endless gets that far.
const text = (maxLength: number, description?: string) =>
  Type.String(description ? { maxLength, description } : { maxLength })

/** What a registration says of a person. */
export const RegisterBody = Type.Object(
  {
    firstName: text(240),
    lastName: text(240),
    username: text(240, '3 to 30 of a to z, A to Z, 0 to 9, and _ - . between them'),
    email: text(1_000),
    password: text(4_000),
    dateOfBirth: Type.Optional(text(40, 'YYYY-MM-DD')),
    acceptTerms: Type.Boolean({ description: 'True: the terms and the privacy policy are accepted' }),
  },
  { additionalProperties: false, title: 'Registration' },
)
export type RegisterBody = Static<typeof RegisterBody>

/** The same as the page sends it. */
export const RegisterForm = Type.Object(
  {
    ...RegisterBody.properties,
    passwordAgain: text(4_000),
    idempotencyKey: text(100),
    return_to: Type.Optional(text(500)),
  },
  { additionalProperties: false },
)
export type RegisterForm = Static<typeof RegisterForm>

/** Makes a request that may be sent again. */
export const RegisterHeaders = Type.Object({
  'idempotency-key': Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 200,
      description: 'A random text; the same request with the same key makes one account, for a day.',
    }),
  ),
})
