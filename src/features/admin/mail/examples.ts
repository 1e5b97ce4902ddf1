import type { Examples } from '../../../platform/http/examples.ts'

export const listMails: Examples = {
  success: {
    as: 'admin',
    query: { state: 'given-up' },
    status: 200,
    reply: {
      server: { state: 'away', reply: 'nothing listens at the address of SMTP_URL' },
      items: [
        {
          id: '3f0c6a52-9d1e-4b7f-8a34-6c2e5d7b9f10',
          kind: 'password-changed',
          account: { id: '2', username: 'ada' },
          createdAt: '2026-03-14T09:26:53.589Z',
          tries: 1,
          triedAt: '2026-03-14T09:26:54.102Z',
          nextTryAt: null,
          verdict: 'never',
          reply: '550 5.1.1 No such user here',
          doneAt: '2026-03-14T09:26:54.311Z',
        },
      ],
      nextCursor: null,
    },
  },
  errors: [
    {
      as: 'admin',
      query: { cursor: 'made-up' },
      status: 422,
      code: 'input-invalid',
      when: 'The cursor is not one that this list gave.',
      errors: [{ pointer: '/cursor', code: 'no-cursor' }],
    },
  ],
}

export const tryAgain: Examples = {
  success: { as: 'admin', params: { id: '3f0c6a52-9d1e-4b7f-8a34-6c2e5d7b9f10' }, status: 204 },
  errors: [
    {
      as: 'admin',
      params: { id: '00000000-0000-4000-8000-000000000000' },
      status: 404,
      code: 'mail-not-found',
      when: 'There is no such mail, or it has been sent.',
    },
  ],
}
