import type { Examples } from '../../platform/http/examples.ts'

/** In the place of a token, which differs for each link. */
export const exampleToken = '3f0c6a1e58d24b97a6e2c4d81b7f9035qJ8wZt0nVb3yLr5kXc7mPe1sGh4uDf6aRi9oTz2vBxY'

export const requestRecovery: Examples = {
  success: { as: 'stranger', body: { login: 'kev' }, status: 202, reply: { next: 'check-mail' } },
  errors: [
    {
      as: 'stranger',
      body: { login: ' ' },
      status: 422,
      code: 'input-invalid',
      when: 'Nothing was written. Whether somebody has that name is never told.',
      errors: [{ pointer: '/login', code: 'missing' }],
    },
    {
      as: 'stranger',
      body: { login: 'kev' },
      status: 409,
      code: 'recovery-by-hand',
      elsewhere: true,
      when: 'The site sends no mail. Those who run it make a link by hand.',
    },
  ],
}

const body = { token: exampleToken, newPassword: 'Candle-in-4-windows' }

export const completeRecovery: Examples = {
  success: { as: 'stranger', body, status: 204 },
  errors: [
    {
      as: 'stranger',
      body: { ...body, token: `${exampleToken.slice(0, -1)}Z` },
      status: 410,
      code: 'link-over',
      when: 'The link is too old, was used, was never made, or password or address have changed since.',
    },
    {
      as: 'stranger',
      body: { ...body, newPassword: 'short' },
      status: 422,
      code: 'input-invalid',
      when: 'The new password breaks a rule; every rule that it breaks is named. The link goes on working.',
      errors: [
        { pointer: '/newPassword', code: 'password-length' },
        { pointer: '/newPassword', code: 'password-upper' },
        { pointer: '/newPassword', code: 'password-digit' },
      ],
    },
  ],
}
