import type { Examples } from '../../../platform/http/examples.ts'

export const countBackupCodes: Examples = {
  success: { as: 'passkey-owner', status: 200, reply: { left: 10, total: 10, madeAt: '2026-03-14T09:26:53.589Z' } },
}

export const makeBackupCodes: Examples = {
  success: {
    as: 'code-owner',
    status: 201,
    reply: { codes: ['7K2M-9QXD-4FHT-C3RW', 'N8VB-1ZJP-6YGA-5E0S'] },
  },
  errors: [
    {
      as: 'member',
      status: 409,
      code: 'factor-missing',
      when: 'The account has no second factor for which a code could stand.',
    },
    {
      as: 'member-an-hour-later',
      status: 403,
      code: 'identity-not-recent',
      when: 'The person last proved to be it more than 15 minutes ago.',
    },
  ],
}
