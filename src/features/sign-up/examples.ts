import type { Examples } from '../../platform/http/examples.ts'
import { exampleAccount } from '../accounts/index.ts'

const body = {
  firstName: 'Mary',
  lastName: 'Jackson',
  username: 'mary',
  email: 'mary@example.org',
  password: 'Lantern-over-7-steps',
  acceptTerms: true,
}

export const register: Examples = {
  success: {
    as: 'stranger',
    body,
    status: 201,
    reply: {
      ...exampleAccount,
      username: 'mary',
      email: 'mary@example.org',
      mailState: 'working',
      firstName: 'Mary',
      lastName: 'Jackson',
      displayName: 'Mary Jackson',
    },
  },
  errors: [
    {
      as: 'stranger',
      body: { ...body, username: 'ada', password: 'lantern' },
      status: 422,
      code: 'input-invalid',
      when: 'A value is not acceptable; everything that is wrong is named at once.',
      errors: [
        { pointer: '/username', code: 'username-taken' },
        { pointer: '/password', code: 'password-length' },
      ],
    },
    {
      as: 'stranger',
      headers: { 'idempotency-key': 'sent-before' },
      body,
      status: 422,
      code: 'idempotency-key-reused',
      when: 'Another registration came with the same Idempotency-Key.',
    },
  ],
}
