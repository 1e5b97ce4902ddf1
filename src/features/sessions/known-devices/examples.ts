import type { Examples } from '../../../platform/http/examples.ts'

export const listDevices: Examples = {
  success: {
    as: 'member',
    status: 200,
    reply: {
      items: [
        {
          id: '7c1e5b3a-94d2-4f06-8a37-b0d9e2c6f145',
          current: true,
          browser: 'Firefox',
          system: 'Linux',
          kind: 'computer',
          signedIn: true,
          firstSeenAt: '2026-03-14T09:26:53.589Z',
          lastSeenAt: '2026-03-14T09:26:53.589Z',
          trustedUntil: null,
        },
      ],
      nextCursor: null,
    },
  },
}

export const forgetOne: Examples = {
  success: { as: 'member', params: { id: '2a6f8d14-51c7-4e93-b8d0-9f3e7a5c1b62' }, status: 204 },
  errors: [
    {
      as: 'member',
      params: { id: '00000000-0000-4000-8000-000000000000' },
      status: 404,
      code: 'device-not-found',
      when: 'The account knows no such browser.',
    },
  ],
}
