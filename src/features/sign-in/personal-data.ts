import type { PersonalData } from '../../platform/personal-data/personal-data.ts'

const kept = 'two hours at most'
const erasedBy = 'deletion of the account'

/** What the table of sign-ins under way holds about people. */
export const personalData: PersonalData = {
  feature: 'sign-in',
  tables: {
    sign_in_flows: {
      id: 'nothing personal',
      token_hash: 'nothing personal',
      account_id: 'nothing personal',
      password_changed_at: 'nothing personal',
      kept: 'nothing personal',
      steps_done: 'nothing personal',
      next_step: 'nothing personal',
      methods: 'nothing personal',
      trusts_browser: 'nothing personal',
      created_at: {
        what: 'When the person began to sign in',
        why: 'A sign-in with several steps ends after an hour',
        kept,
        exportedAs: null,
        erasedBy,
      },
      step_expires_at: 'nothing personal',
    },
  },
}
