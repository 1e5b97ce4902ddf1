import { hasAcceptedSince } from '../policies/index.ts'
import type { Step } from './step.ts'

/** The terms have changed since the person accepted them, and the owner of the site wants to be told again. */
export const termsStep: Step = {
  name: 'terms',
  path: '/login/terms',
  isDue: async ({ db, config: { termsChangedOn }, account, now }) =>
    termsChangedOn !== null && termsChangedOn <= now && !(await hasAcceptedSince(db, account.id, termsChangedOn)),
}
