import type { Examples } from '../../../platform/http/examples.ts'

export const listEvents: Examples = {
  success: {
    as: 'member',
    status: 200,
    reply: {
      items: [
        {
          id: '214',
          action: 'sign-in.succeeded',
          text: 'Signed in.',
          occurredAt: '2026-03-14T09:26:53.589Z',
          actor: 'person',
          ip: '192.0.2.7',
          browser: 'Firefox',
          system: 'Linux',
          changes: [],
        },
      ],
      nextCursor: null,
    },
  },
  errors: [
    {
      as: 'member',
      query: { cursor: 'made-up' },
      status: 400,
      code: 'cursor-invalid',
      when: 'The cursor is not one that this list gave.',
    },
  ],
}
