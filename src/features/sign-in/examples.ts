import type { Examples } from '../../platform/http/examples.ts'
import { exampleAccount } from '../accounts/index.ts'

const password = 'Lantern-over-7-steps'
const moments = { expiresAt: '2026-03-14T21:26:53.589Z' }

export const signIn: Examples = {
  success: {
    as: 'stranger',
    body: { login: 'kev', password, keepSignedIn: true },
    status: 201,
    reply: { account: exampleAccount, ...moments },
  },
  errors: [
    {
      as: 'stranger',
      body: { login: 'kev', password: 'Lantern-over-8-steps' },
      status: 401,
      code: 'sign-in-failed',
      when: 'Name and password do not belong together. Which of them is wrong is never told.',
    },
    {
      as: 'stranger',
      body: { login: 'sam', password },
      status: 403,
      code: 'account-suspended',
      when: 'The password is right and the account is suspended. Likewise account-quarantined and account-leaving.',
    },
    {
      as: 'stranger',
      body: { login: '', password },
      status: 422,
      code: 'input-invalid',
      when: 'Name or password is empty.',
      errors: [{ pointer: '/login', code: 'missing' }],
    },
  ],
}

const flow = '7c4d1e92-6a3f-4b85-8e07-9d2b5c1f3a68'

export const newPassword: Examples = {
  success: {
    as: 'password-due',
    params: { flow },
    body: { newPassword: 'Candle-in-4-windows' },
    status: 201,
    reply: {
      account: {
        ...exampleAccount,
        username: 'dora',
        email: 'dora@example.org',
        firstName: 'Dora',
        lastName: 'Lee',
        displayName: 'Dora Lee',
        lastSignInAt: null,
      },
      ...moments,
    },
  },
  errors: [
    {
      as: 'password-due',
      params: { flow },
      body: { newPassword: password },
      status: 422,
      code: 'input-invalid',
      when: 'The new password breaks a rule, or is the one that is due.',
      errors: [{ pointer: '/newPassword', code: 'password-unchanged' }],
    },
    {
      as: 'stranger',
      params: { flow },
      body: { newPassword: 'Candle-in-4-windows' },
      status: 409,
      code: 'sign-in-over',
      when: 'The sign-in took too long, was finished, or belongs to another browser.',
    },
  ],
}

export const terms: Examples = {
  success: {
    as: 'terms-due',
    params: { flow },
    body: { acceptTerms: true },
    status: 201,
    reply: {
      account: {
        ...exampleAccount,
        username: 'tess',
        email: 'tess@example.org',
        firstName: 'Tess',
        lastName: 'Lee',
        displayName: 'Tess Lee',
        lastSignInAt: null,
      },
      ...moments,
    },
  },
  errors: [
    {
      as: 'terms-due',
      params: { flow },
      body: { acceptTerms: false },
      status: 422,
      code: 'input-invalid',
      when: 'The terms are not accepted.',
      errors: [{ pointer: '/acceptTerms', code: 'not-accepted' }],
    },
    {
      as: 'stranger',
      params: { flow },
      body: { acceptTerms: true },
      status: 409,
      code: 'sign-in-over',
      when: 'The sign-in took too long, was finished, or belongs to another browser.',
    },
  ],
}

export const readSession: Examples = {
  success: {
    as: 'member',
    status: 200,
    reply: {
      account: { ...exampleAccount },
      ...moments,
      authenticatedAt: '2026-03-14T09:26:53.589Z',
      recentUntil: '2026-03-14T09:41:53.589Z',
    },
  },
}

export const signOut: Examples = { success: { as: 'member', status: 204 } }

export const confirmIdentity: Examples = {
  success: { as: 'member', body: { password }, status: 204 },
  errors: [
    {
      as: 'member',
      body: { password: 'Lantern-over-8-steps' },
      status: 422,
      code: 'input-invalid',
      when: 'The password is wrong.',
      errors: [{ pointer: '/password', code: 'password-wrong' }],
    },
    {
      as: 'passkey-owner',
      body: { password },
      status: 403,
      code: 'passkey-needed',
      when: 'The caller has a passkey: the password alone confirms nothing.',
    },
    {
      as: 'code-owner',
      body: { password },
      status: 403,
      code: 'code-needed',
      when: 'The caller has an app: the password alone confirms nothing.',
    },
  ],
}
