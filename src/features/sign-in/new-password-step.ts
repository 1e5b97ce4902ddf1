import type { Step } from './step.ts'

/** The password was right and has had its day: the person chooses another before anything else. */
export const newPasswordStep: Step = {
  name: 'new-password',
  path: '/login/new-password',
  isDue: ({ account }) => account.mustChangePassword,
}
