import type { Examples } from '../../platform/http/examples.ts'
import { exampleAccount } from '../accounts/index.ts'

/** In the places of tokens, which differ for each link. */
export const exampleTokens = {
  proof: '1d5b8c3e7f904a62b9d1e6a4c8f20735aB2cD4eF6gH8iJ0kL2mN4oP6qR8sT0uV2wX4yZ6aB8c',
  change: '2e6c9d4f80a15b73cae2f7b5d9031846bC3dE5fG7hI9jK1lM3nO5pQ7rS9tU1vW3xY5zA7bC9d',
  undo: '3f7dae5091b26c84dbf308c6ea142957cD4eF6gH8iJ0kL2mN4oP6qR8sT0uV2wX4yZ6aB8cD0e',
  recovery: '4a8ebf61a2c37d95ec0419d7fb253a68dE5fG7hI9jK1lM3nO5pQ7rS9tU1vW3xY5zA7bC9dE1f',
} as const

const wrong = (token: string) => `${token.slice(0, -1)}Z`
const linkOver = (body: object) =>
  ({
    as: 'stranger',
    body,
    status: 410,
    code: 'link-over',
    when: 'The link is too old, was used, was never made, or something that it depends on has changed.',
  }) as const

export const proveAddress: Examples = {
  success: {
    as: 'stranger',
    body: { token: exampleTokens.proof, newPassword: 'Candle-in-4-windows' },
    status: 204,
  },
  errors: [
    linkOver({ token: wrong(exampleTokens.proof), newPassword: 'Candle-in-4-windows' }),
    {
      as: 'stranger',
      body: { token: exampleTokens.proof },
      status: 422,
      code: 'input-invalid',
      when: 'Neither a session nor a sign-in of the account is here, and the new password is missing or breaks a rule. The link goes on working.',
      errors: [{ pointer: '/newPassword', code: 'missing' }],
    },
  ],
}

const flow = '7c4d1e92-6a3f-4b85-8e07-9d2b5c1f3a68'

export const goOn: Examples = {
  success: {
    as: 'address-proved',
    params: { flow },
    status: 201,
    reply: {
      account: {
        ...exampleAccount,
        username: 'mina',
        email: 'mina@example.org',
        firstName: 'Mina',
        lastName: 'Lee',
        displayName: 'Mina Lee',
        emailVerifiedAt: '2026-03-14T09:26:53.589Z',
        lastSignInAt: null,
      },
      expiresAt: '2026-03-14T21:26:53.589Z',
    },
  },
  errors: [
    {
      as: 'stranger',
      params: { flow },
      status: 409,
      code: 'sign-in-over',
      when: 'The sign-in took too long, was finished, or belongs to another browser.',
    },
    {
      as: 'stranger',
      params: { flow },
      status: 409,
      code: 'email-not-verified',
      elsewhere: true,
      when: 'The link in the mail has not been followed yet.',
    },
  ],
}

export const confirmChange: Examples = {
  success: { as: 'member', body: { token: exampleTokens.change }, status: 204 },
  errors: [
    { ...linkOver({ token: wrong(exampleTokens.change) }), as: 'member' },
    {
      as: 'admin',
      body: { token: exampleTokens.change },
      status: 401,
      code: 'not-signed-in',
      when: 'The account that is signed in here is not the one that the address is for. The link goes on working.',
    },
  ],
}

export const undoChange: Examples = {
  success: {
    as: 'stranger',
    body: { token: exampleTokens.undo },
    status: 200,
    reply: { next: 'recovery', token: exampleTokens.recovery },
  },
  errors: [linkOver({ token: wrong(exampleTokens.undo) })],
}
