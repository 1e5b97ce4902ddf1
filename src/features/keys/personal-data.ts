import type { PersonalData } from '../../platform/personal-data/personal-data.ts'

/** The keys of the installation say nothing about anybody. */
export const personalData: PersonalData = {
  feature: 'keys',
  tables: {
    keys: {
      id: 'nothing personal',
      purpose: 'nothing personal',
      sealed: 'nothing personal',
      created_at: 'nothing personal',
    },
  },
}
