import type { Examples } from '../../../platform/http/examples.ts'

const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
const site = 'Kev%E2%80%99s%20Robots'
/** Stands for the code that the app shows at the moment of the request. */
const code = '492039'

const notRecent = {
  status: 403,
  code: 'identity-not-recent',
  when: 'The person last proved to be it more than 15 minutes ago.',
} as const

const none = {
  as: 'member',
  status: 404,
  code: 'authenticator-not-found',
  when: 'The account has no app.',
} as const

export const findAuthenticator: Examples = {
  success: {
    as: 'code-owner',
    status: 200,
    reply: { addedAt: '2026-03-14T09:26:53.589Z', lastUsedAt: '2026-03-15T18:03:12.204Z' },
  },
  errors: [none],
}

export const beginEnrollment: Examples = {
  success: {
    as: 'member',
    status: 201,
    reply: {
      secret,
      address: `otpauth://totp/${site}:kev?secret=${secret}&issuer=${site}`,
      expiresAt: '2026-03-14T10:26:53.589Z',
    },
  },
  errors: [{ as: 'member-an-hour-later', ...notRecent }],
}

export const confirmAuthenticator: Examples = {
  success: {
    as: 'member',
    body: { code },
    status: 200,
    reply: {
      addedAt: '2026-03-14T09:31:07.118Z',
      lastUsedAt: '2026-03-14T09:31:07.118Z',
      backupCodes: ['7K2M-9QXD-4FHT-C3RW', 'N8VB-1ZJP-6YGA-5E0S'],
    },
  },
  errors: [
    {
      as: 'passkey-owner',
      body: { code: '000000' },
      status: 409,
      code: 'enrollment-over',
      when: 'No app is being set up: it took over an hour, or is done already.',
    },
    {
      as: 'member',
      body: { code: '000000' },
      status: 422,
      code: 'input-invalid',
      elsewhere: true,
      when: 'The app does not show this code now.',
      errors: [{ pointer: '/code', code: 'code-wrong' }],
    },
    { as: 'member-an-hour-later', body: { code: '000000' }, ...notRecent },
  ],
}

export const removeAuthenticator: Examples = {
  success: { as: 'code-owner', status: 204 },
  errors: [
    none,
    {
      as: 'member',
      status: 409,
      code: 'factor-required',
      elsewhere: true,
      when: 'The person must have a second factor (TWO_FACTOR_POLICY), and this is the last.',
    },
    { as: 'member-an-hour-later', ...notRecent },
  ],
}
