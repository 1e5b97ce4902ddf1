import type { Step } from './step.ts'

/** The password was right, and the account has a passkey: whoever has stolen the one does not have the other. */
export const secondFactorStep: Step = {
  name: 'second-factor',
  path: '/login/second-factor',
  isDue: ({ account }) => account.factors.includes('passkey'),
}
