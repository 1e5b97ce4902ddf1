import type { Examples } from '../../../platform/http/examples.ts'
import { exampleAccount } from '../../accounts/index.ts'

export const askAgain: Examples = {
  success: { as: 'stranger', body: { email: 'nora@example.org' }, status: 202, reply: { next: 'check-mail' } },
  errors: [
    {
      as: 'stranger',
      body: { email: 'nora' },
      status: 422,
      code: 'input-invalid',
      when: 'That is no address. Whether one waits to be confirmed is never told.',
      errors: [{ pointer: '/email', code: 'no-at' }],
    },
    {
      as: 'stranger',
      body: { email: 'nora@example.org' },
      status: 409,
      code: 'no-mail',
      elsewhere: true,
      when: 'The site sends no mail, so no address waits.',
    },
  ],
}

/** In the place of the token of a sign-up, which differs for each link. */
export const exampleSignUpToken = '9c4e7a1fb2d84c06ae5f3d91c7b08e24tK3mWq8Zr1xVn5Yb7Lc0Pd2Hs6Jf4Ga9Ui5Oe8RyT1w'

const body = { token: exampleSignUpToken, newPassword: 'Candle-in-4-windows', acceptTerms: true }

export const confirm: Examples = {
  success: {
    as: 'stranger',
    body,
    status: 201,
    reply: {
      account: {
        ...exampleAccount,
        username: 'nora',
        email: 'nora@example.org',
        firstName: 'Nora',
        lastName: 'Lee',
        displayName: 'Nora Lee',
        emailVerifiedAt: '2026-03-14T09:26:53.589Z',
        lastSignInAt: null,
      },
      expiresAt: '2026-03-14T21:26:53.589Z',
    },
  },
  errors: [
    {
      as: 'stranger',
      body: { ...body, token: `${exampleSignUpToken.slice(0, -1)}Z` },
      status: 410,
      code: 'link-over',
      when: 'The link is too old, was used, was never made, or the address got an account in another way.',
    },
    {
      as: 'stranger',
      body: { code: '123456' },
      status: 422,
      code: 'input-invalid',
      when: 'These are not the digits of the sign-up of this browser, or not any more.',
      errors: [{ pointer: '/code', code: 'code-wrong' }],
    },
  ],
}
