import type { Examples } from '../../platform/http/examples.ts'

export const leave: Examples = {
  success: { as: 'member', body: { confirmUsername: 'kev' }, status: 204 },
  errors: [
    {
      as: 'member',
      body: { confirmUsername: 'kevin' },
      status: 422,
      code: 'input-invalid',
      when: 'The name is not that of the account.',
      errors: [{ pointer: '/confirmUsername', code: 'username-differs' }],
    },
    {
      as: 'member-an-hour-later',
      body: { confirmUsername: 'kev' },
      status: 403,
      code: 'identity-not-recent',
      when: 'The password was last given more than 15 minutes ago; confirm it first.',
    },
    {
      as: 'admin',
      body: { confirmUsername: 'grace' },
      status: 409,
      code: 'last-admin',
      when: 'The account is that of the only admin.',
    },
  ],
}
