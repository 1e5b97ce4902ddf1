import type { Examples } from '../../../platform/http/examples.ts'

export const searchEvents: Examples = {
  success: {
    as: 'admin',
    query: { account: 'ada', action: 'accounts', address: '127.0.0.0/8', to: '2126-03-14' },
    status: 200,
    reply: {
      items: [
        {
          id: '2',
          action: 'account.created',
          text: 'Account made.',
          occurredAt: '2026-03-14T09:26:53.589Z',
          outcome: 'done',
          subject: { id: '2', username: 'ada' },
          actor: { kind: 'account', account: { id: '2', username: 'ada' } },
          ip: '203.0.113.7',
          browser: 'Firefox',
          system: 'Linux',
          requestId: 'a-test',
          changes: [],
        },
      ],
      nextCursor: null,
    },
  },
  errors: [
    {
      as: 'admin',
      query: { action: 'sign-in.forgotten', address: '192.0.2.0/33', cursor: 'made-up' },
      status: 422,
      code: 'input-invalid',
      when: 'Something cannot be looked for: a kind of event, an account, an address or a time that is none, or a cursor that is not one that this list gave.',
      errors: [{ pointer: '/cursor', code: 'no-cursor' }],
    },
  ],
}

const columns =
  'id,occurredAt,action,text,outcome,subjectId,subject,actorKind,actorId,actor,ip,browser,system,requestId,changes'

export const exportEvents: Examples = {
  success: {
    as: 'admin',
    body: { action: 'sign-in.failed', from: '2026-03-14' },
    status: 200,
    reply: columns,
  },
  errors: [
    {
      as: 'admin',
      body: { account: 'nobody.has.this' },
      status: 422,
      code: 'input-invalid',
      when: 'Something cannot be looked for, as in the search.',
      errors: [{ pointer: '/account', code: 'no-account' }],
    },
  ],
}
