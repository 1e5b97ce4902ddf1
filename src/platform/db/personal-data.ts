import type { PersonalData } from '../personal-data/personal-data.ts'

/** The list of applied migrations holds nothing about people. */
export const personalData: PersonalData = {
  feature: 'platform/db',
  tables: {
    migrations: {
      number: 'nothing personal',
      name: 'nothing personal',
      breaking: 'nothing personal',
      applied_at: 'nothing personal',
    },
  },
}
