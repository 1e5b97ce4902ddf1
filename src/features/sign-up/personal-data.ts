import type { PersonalData } from '../../platform/personal-data/personal-data.ts'

/** What this feature holds about a person: nothing of its own; what it takes in is kept by accounts, passwords and policies. */
export const personalData: PersonalData = { feature: 'sign-up', tables: {} }
