import type { PersonalData } from '../../../platform/personal-data/personal-data.ts'

/** What the tables of figures hold about people: nothing, they count. */
export const personalData: PersonalData = {
  feature: 'admin',
  tables: {
    activity_figures: {
      from_at: 'nothing personal',
      new_accounts: 'nothing personal',
      sign_ins: 'nothing personal',
      failures: 'nothing personal',
    },
    table_sizes: {
      measured_on: 'nothing personal',
      table_name: 'nothing personal',
      bytes: 'nothing personal',
    },
  },
}
