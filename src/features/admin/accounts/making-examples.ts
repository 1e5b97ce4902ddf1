import type { ErrorExample, Examples } from '../../../platform/http/examples.ts'
import { exampleAccount } from '../../accounts/index.ts'

// Ada has the number 2, Grace 5; Mary, who has yet to open her account, 7.
const ada = { id: '2' }
const created = '2026-03-14T09:26:53.589Z'
const lin = {
  firstName: 'Lin',
  lastName: 'Lanying',
  username: 'lin',
  email: 'lin@example.org',
  role: 'moderator',
} as const

const account = {
  ...exampleAccount,
  ...lin,
  id: '7',
  displayName: 'Lin Lanying',
  language: null,
  status: 'active',
  passwordDue: false,
  awaitsOpening: true,
  factors: [],
  suspension: null,
  createdAt: created,
  lastSignInAt: null,
}

const url = 'https://accounts.example.org/recover/new-password?token=a-token-that-nobody-can-guess'
const link = { url, expiresAt: '2026-03-17T09:26:53.589Z' }

export const invite: Examples = {
  success: {
    as: 'admin',
    headers: { 'idempotency-key': 'lin-of-the-comments' },
    body: lin,
    status: 201,
    reply: { account, link },
  },
  errors: [
    {
      as: 'admin',
      body: { ...lin, username: 'ada', email: 'ada@example.org' },
      status: 422,
      code: 'input-invalid',
      when: 'A field breaks its rules, or username or email belong to somebody; all at once.',
      errors: [
        { pointer: '/username', code: 'username-taken' },
        { pointer: '/email', code: 'email-taken' },
      ],
    },
  ],
}

const notThere = (more: object): ErrorExample => ({
  as: 'admin',
  params: { id: '4711' },
  status: 404,
  code: 'account-not-found',
  when: 'There is no such account.',
  ...more,
})

export const renewLink: Examples = {
  success: { as: 'admin', params: { id: '7' }, status: 201, reply: link },
  errors: [
    notThere({}),
    {
      as: 'admin',
      params: ada,
      status: 409,
      code: 'already-open',
      when: 'The account has a password; its person can use it. account-not-open while it is suspended.',
    },
  ],
}

const reason = 'A slip of the pen, told by phone'

export const correct: Examples = {
  success: {
    as: 'admin',
    params: ada,
    body: { lastName: 'Lovelace', reason },
    status: 200,
    reply: {
      ...account,
      id: '2',
      username: 'ada',
      email: 'ada@example.org',
      firstName: 'Ada',
      lastName: 'Lovelace',
      displayName: 'Ada Lovelace',
      language: 'en',
      role: 'member',
      awaitsOpening: false,
    },
  },
  errors: [
    notThere({ body: { lastName: 'Lovelace', reason } }),
    {
      as: 'admin',
      params: { id: '5' },
      body: { lastName: 'Hopper', reason },
      status: 409,
      code: 'own-account',
      when: 'It is the account of the caller, whose own changes have rules of their own.',
    },
    {
      as: 'admin',
      params: ada,
      body: { username: 'sam', email: 'not-an-address', reason: '' },
      status: 422,
      code: 'input-invalid',
      when: 'A field breaks its rules, username or email belong to somebody else, or there is no reason.',
      errors: [
        { pointer: '/email', code: 'no-at' },
        { pointer: '/reason', code: 'missing' },
      ],
    },
  ],
}
