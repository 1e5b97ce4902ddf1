import type { PersonalData } from '../../platform/personal-data/personal-data.ts'

const kept = 'as long as the account'
const erasedBy = 'deletion of the account'

/** What the table of known browsers holds about people. */
export const personalData: PersonalData = {
  feature: 'devices',
  tables: {
    devices: {
      id: {
        what: 'A random number of a browser, the same as in its cookie',
        why: 'Wrong passwords typed elsewhere must not keep the owner out of a browser that signed in before',
        kept,
        exportedAs: null,
        erasedBy,
      },
      account_id: 'nothing personal',
      first_seen_at: {
        what: 'When the person first signed in at this browser',
        why: 'Tells an old browser from a new one',
        kept,
        exportedAs: 'firstSeenAt',
        erasedBy,
      },
      last_seen_at: {
        what: 'When the person last signed in at this browser',
        why: 'Browsers that are no longer used can be forgotten',
        kept,
        exportedAs: 'lastSeenAt',
        erasedBy,
      },
      user_agent: {
        what: 'What the browser called itself at the last sign-in',
        why: 'The person recognizes it in the list of their browsers',
        kept,
        exportedAs: 'browser',
        erasedBy,
      },
      trusted_until: {
        what: 'Until when this browser stands for the second factor, if the person wants that',
        why: 'Whoever says so is not asked for a code at their own browser each time',
        kept,
        exportedAs: 'trustedUntil',
        erasedBy,
      },
      failures: {
        what: 'Wrong passwords in a row at this browser',
        why: 'Ten take its trust away',
        kept,
        exportedAs: null,
        erasedBy,
      },
    },
  },
}
