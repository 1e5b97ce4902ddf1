import type { Examples } from '../../../platform/http/examples.ts'

export const readOverview: Examples = {
  success: {
    as: 'admin',
    status: 200,
    reply: {
      timeZone: 'UTC',
      accounts: { count: 6, isExact: true, newThisWeek: 6, suspended: 1 },
      sessions: { count: 8, isExact: true },
      days: [{ date: '2026-03-14', newAccounts: 6, signIns: 2, failures: 0 }],
      refusals: [],
      storage: {
        bytes: 1_654_784,
        growth: null,
        disk: null,
        daysUntilFull: null,
        tables: [{ name: 'accounts', bytes: 212_992, rows: 6, addedBytes: null }],
      },
      events: [
        {
          id: '41',
          action: 'link.made',
          text: 'Link for a new password made.',
          occurredAt: '2026-03-14T09:26:53.000Z',
          subject: { id: '1', username: 'kev' },
          actor: null,
          by: 'shell',
          changes: [],
        },
      ],
    },
  },
}
