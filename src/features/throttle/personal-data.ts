import type { PersonalData } from '../../platform/personal-data/personal-data.ts'

/** What the table of counters holds about people. */
export const personalData: PersonalData = {
  feature: 'throttle',
  tables: {
    rate_limits: {
      key: {
        what: 'A short hash of an address, or of an account’s number and a browser’s',
        why: 'Counts how often one visitor does the same thing',
        kept: 'until its window ends, an hour at most unless configured otherwise; in Redis instead where one is set',
        exportedAs: null,
        erasedBy: 'the hourly sweep, soon after the window ended',
      },
      used: 'nothing personal',
      refused: 'nothing personal',
      resets_at: 'nothing personal',
    },
  },
}
