import type { PersonalData } from '../../platform/personal-data/personal-data.ts'

/** Nothing of its own: the links are in the ledger of links, the passwords with the passwords. */
export const personalData: PersonalData = { feature: 'recovery', tables: {} }
