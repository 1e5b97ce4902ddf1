import type { PersonalData } from '../../platform/personal-data/personal-data.ts'
import { deleteLinksOf } from './queries.ts'

/** What the table of one-time links holds about people. */
export const personalData: PersonalData = {
  feature: 'links',
  tables: {
    one_time_links: {
      id: 'nothing personal',
      purpose: 'nothing personal',
      account_id: 'nothing personal',
      bound: {
        what: 'What must still be true for the link to work, such as since when the password is this one, and the address that its mail went to',
        why: 'A link dies when what it was made for has changed',
        kept: 'until a day after the link ran out',
        exportedAs: null,
        erasedBy: 'deletion of the account',
      },
      nonce: 'nothing personal',
      created_at: 'nothing personal',
      expires_at: 'nothing personal',
      used_at: 'nothing personal',
    },
  },
  erase: async (tx, accountId) => {
    await deleteLinksOf(tx, accountId)
  },
}
