import type { Examples } from '../../platform/http/examples.ts'

const backup = {
  id: '9c1f7a34-5e20-4d68-b1a9-3f7e2c8d5b06',
  name: 'Backup of my profile',
  scopes: ['account:read', 'activity:read'],
  createdAt: '2026-03-14T09:26:53.589Z',
  expiresAt: '2026-06-12T09:26:53.589Z',
}

const wanted = { name: 'Weather station', scopes: ['account:read'], expiresInDays: 30 }

export const listTokens: Examples = {
  success: {
    as: 'member',
    status: 200,
    reply: { items: [{ ...backup, lastUsedAt: '2026-03-14T09:26:53.589Z' }], nextCursor: null },
  },
}

export const makeToken: Examples = {
  success: {
    as: 'member',
    body: wanted,
    status: 201,
    reply: {
      id: '4a7d2e91-8c35-4f06-9b1e-6d3c5a8f7e20',
      name: 'Weather station',
      scopes: ['account:read'],
      createdAt: '2026-03-14T09:26:53.589Z',
      expiresAt: '2026-04-13T09:26:53.589Z',
      lastUsedAt: null,
      token: 'plt_0000000000000000000000000000000000000000000000000',
    },
  },
  errors: [
    {
      as: 'member',
      body: { ...wanted, name: 'backup of my profile' },
      status: 422,
      code: 'input-invalid',
      when: 'There is a living token of this name, or a value is not acceptable.',
      errors: [{ pointer: '/name', code: 'name-used' }],
    },
    {
      as: 'member',
      body: wanted,
      status: 409,
      code: 'too-many-tokens',
      elsewhere: true,
      when: 'The account has 25 living tokens; revoke one first.',
    },
  ],
}

export const revokeToken: Examples = {
  success: { as: 'member', params: { id: backup.id }, status: 204 },
  errors: [
    {
      as: 'member',
      params: { id: '00000000-0000-4000-8000-000000000000' },
      status: 404,
      code: 'token-not-found',
      when: 'There is no such token of the account, or it is revoked.',
    },
  ],
}
