import type { ErrorExample, Examples } from '../../../platform/http/examples.ts'
import { exampleAccount } from '../../accounts/index.ts'

// Ada has the number 2, Sam, who is suspended, 3, Grace 5.
const ada = { id: '2' }
const grace = { id: '5' }
const reason = 'Links to casinos, after two warnings'
const created = '2026-03-14T09:26:53.589Z'

const notThere: ErrorExample = {
  as: 'admin',
  params: { id: '4711' },
  status: 404,
  code: 'account-not-found',
  when: 'There is no such account.',
}
const own = (body?: unknown): ErrorExample => ({
  as: 'admin',
  params: grace,
  ...(body === undefined ? {} : { body }),
  status: 409,
  code: 'own-account',
  when: 'It is the account of the caller. Likewise last-admin, for the only admin.',
})
const noReason = (body: object): ErrorExample => ({
  as: 'admin',
  params: ada,
  body: { ...body, reason: ' ' },
  status: 422,
  code: 'input-invalid',
  when: 'There is no reason, or none that can be read.',
  errors: [{ pointer: '/reason', code: 'missing' }],
})

const names = { username: 'ada', email: 'ada@example.org', displayName: 'Ada Lee' }
const moments = { createdAt: created, lastSignInAt: null }
const standing = { role: 'member', status: 'active', passwordDue: false, awaitsOpening: false, factors: [] }

export const listAccounts: Examples = {
  success: {
    as: 'admin',
    query: { query: 'ada', status: 'active' },
    status: 200,
    reply: { items: [{ id: '2', ...names, ...standing, ...moments }], nextCursor: null },
  },
  errors: [
    {
      as: 'admin',
      query: { cursor: 'made-up' },
      status: 400,
      code: 'cursor-invalid',
      when: 'The cursor is not one that this list gave in this order.',
    },
  ],
}

export const readAccount: Examples = {
  success: {
    as: 'admin',
    params: ada,
    status: 200,
    reply: {
      account: {
        ...exampleAccount,
        ...names,
        ...standing,
        ...moments,
        firstName: 'Ada',
        lastName: 'Lee',
        suspension: null,
      },
      sessions: [
        {
          id: '0d9f4a5e-3c1b-4f7a-9b62-5f0c8e7d1a23',
          current: false,
          browser: 'Firefox',
          system: 'Linux',
          kind: 'computer',
          ip: '192.0.2.7',
          createdAt: created,
          lastSeenAt: created,
          expiresAt: '2026-03-14T21:26:53.589Z',
        },
      ],
      sessionCount: 1,
      devices: [],
      deviceCount: 0,
      tokenCount: 0,
      factors: [],
      backupCodes: null,
      lockout: null,
      events: [
        {
          id: '2',
          action: 'account.created',
          text: 'Account made.',
          occurredAt: created,
          actor: 'person',
          ip: '192.0.2.7',
          browser: 'Firefox',
          system: 'Linux',
          changes: [],
        },
      ],
    },
  },
  errors: [notThere],
}

const forGood = { reason, until: null }

export const suspend: Examples = {
  success: { as: 'admin', params: ada, body: forGood, status: 204 },
  errors: [
    { ...notThere, body: forGood },
    own(forGood),
    noReason(forGood),
    {
      as: 'admin',
      params: ada,
      body: { reason, until: 'tomorrow' },
      status: 422,
      code: 'input-invalid',
      when: 'The end is no moment, or one that is over.',
      errors: [{ pointer: '/until', code: 'no-moment' }],
    },
  ],
}

export const reactivate: Examples = {
  success: { as: 'admin', params: { id: '3' }, status: 204 },
  errors: [
    notThere,
    { as: 'admin', params: ada, status: 409, code: 'not-suspended', when: 'The account is not suspended.' },
  ],
}

export const passwordDue: Examples = {
  success: { as: 'admin', params: ada, body: { reason: 'It was on a list of leaked ones' }, status: 204 },
  errors: [{ ...notThere, body: { reason } }, noReason({})],
}

export const signOut: Examples = {
  success: { as: 'admin', params: ada, status: 200, reply: { ended: 1 } },
  errors: [notThere],
}

const promotion = { role: 'moderator', reason: 'Helps with the comments' }
const demotion = { role: 'member', reason: 'No longer looks after the site' }

export const changeRole: Examples = {
  success: { as: 'admin', params: ada, body: promotion, status: 204 },
  errors: [{ ...notThere, body: promotion }, own(demotion), noReason({ role: 'moderator' })],
}

export const remove: Examples = {
  success: { as: 'admin', params: ada, body: { confirmUsername: 'ada' }, status: 204 },
  errors: [
    { ...notThere, body: { confirmUsername: 'ada' } },
    own({ confirmUsername: 'grace' }),
    {
      as: 'admin',
      params: ada,
      body: { confirmUsername: 'adam' },
      status: 422,
      code: 'input-invalid',
      when: 'The username is another.',
      errors: [{ pointer: '/confirmUsername', code: 'username-differs' }],
    },
  ],
}
