import type { Step } from './step.ts'
import { isTrusted } from './trusted-browser.ts'

/**
 * The password was right, and the account has an app or a passkey: whoever has stolen the one does not have the other. A
 * browser that its owner trusts stands for it.
 */
export const secondFactorStep: Step = {
  name: 'second-factor',
  path: '/login/second-factor',
  isDue: async (at) => at.account.factors.length > 0 && !(await isTrusted(at)),
}
