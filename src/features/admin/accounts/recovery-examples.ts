import type { Examples } from '../../../platform/http/examples.ts'

// Ada has the number 2, Sam, who is suspended, 3, Grace 5, Vera, who never opened hers, 7.
const ada = { id: '2' }
const notThere = { as: 'admin', params: { id: '4711' }, status: 404, code: 'account-not-found' } as const
const when = 'There is no such account.'
const own = { as: 'admin', params: { id: '5' }, status: 409, code: 'own-account' } as const

export const makeLink: Examples = {
  success: {
    as: 'admin',
    params: ada,
    status: 201,
    reply: {
      url: 'https://accounts.example.org/recover/new-password?token=a-token-that-nobody-can-guess',
      expiresAt: '2026-03-15T09:26:53.589Z',
    },
  },
  errors: [
    { ...notThere, when },
    { ...own, when: 'It is the account of the caller, who changes the password on the security page.' },
    {
      as: 'admin',
      params: { id: '3' },
      status: 409,
      code: 'account-not-open',
      when: 'It is suspended or being closed.',
    },
    {
      as: 'admin',
      params: { id: '7' },
      status: 409,
      code: 'never-opened',
      when: 'Nobody has set its first password: make a link to open it instead.',
    },
  ],
}

const body = { reason: 'Lost the phone; we spoke on video' }

export const reset: Examples = {
  success: { as: 'admin', params: { id: '10' }, body, status: 204 },
  errors: [
    { ...notThere, body, when },
    { ...own, body, when: 'It is the account of the caller, who changes these on the security page.' },
    { as: 'admin', params: ada, body, status: 409, code: 'no-factors', when: 'The account has no second factor.' },
    {
      as: 'admin',
      params: ada,
      body: { reason: ' ' },
      status: 422,
      code: 'input-invalid',
      when: 'There is no reason, or none that can be read.',
      errors: [{ pointer: '/reason', code: 'missing' }],
    },
  ],
}

export const unlock: Examples = {
  success: { as: 'admin', params: { id: '6' }, status: 204 },
  errors: [
    { ...notThere, when },
    { as: 'admin', params: ada, status: 409, code: 'not-locked', when: 'The account is not locked.' },
  ],
}
