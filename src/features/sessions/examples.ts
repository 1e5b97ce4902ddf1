import type { Examples } from '../../platform/http/examples.ts'

export const listSessions: Examples = {
  success: {
    as: 'member',
    status: 200,
    reply: {
      items: [
        {
          id: '0d9f4a5e-3c1b-4f7a-9b62-5f0c8e7d1a23',
          current: true,
          browser: 'Firefox',
          system: 'Linux',
          kind: 'computer',
          ip: '192.0.2.7',
          createdAt: '2026-03-14T09:26:53.589Z',
          lastSeenAt: '2026-03-14T09:26:53.589Z',
          expiresAt: '2026-03-14T21:26:53.589Z',
        },
      ],
      nextCursor: null,
    },
  },
}

export const endOthers: Examples = { success: { as: 'member', status: 200, reply: { ended: 1 } } }

export const endOne: Examples = {
  success: { as: 'member', params: { id: '5b7e2f10-8d64-4c39-a1f7-2e9c6d3b8a45' }, status: 204 },
  errors: [
    {
      as: 'member',
      params: { id: '00000000-0000-4000-8000-000000000000' },
      status: 404,
      code: 'session-not-found',
      when: 'There is no such session of the account, or it is over.',
    },
  ],
}
