import type { Examples } from '../../platform/http/examples.ts'

const body = { currentPassword: 'Lantern-over-7-steps', newPassword: 'Candle-in-4-windows' }

export const changePassword: Examples = {
  success: { as: 'member', body, status: 204 },
  errors: [
    {
      as: 'member',
      body: { ...body, currentPassword: 'Lantern-over-8-steps' },
      status: 422,
      code: 'input-invalid',
      when: 'The current password is wrong, or the new one breaks a rule; every rule that it breaks is named.',
      errors: [{ pointer: '/currentPassword', code: 'password-wrong' }],
    },
  ],
}
