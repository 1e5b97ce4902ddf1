import type { PersonalData } from '../../platform/personal-data/personal-data.ts'
import { deleteKeysOf } from './queries.ts'

const kept = 'a day'
const erasedBy = 'deletion of the account'

/** What the table of repeated requests holds about people. */
export const personalData: PersonalData = {
  feature: 'idempotency',
  tables: {
    idempotency_keys: {
      owner: {
        what: 'Whose request it was: an account’s number, at registration the address it came from',
        why: 'A key of one person must not answer another',
        kept,
        exportedAs: null,
        erasedBy,
      },
      key: 'nothing personal',
      fingerprint_hash: {
        what: 'A keyed hash of what was asked',
        why: 'Tells a repeated request from another one with the same key',
        kept,
        exportedAs: null,
        erasedBy,
      },
      made_id: 'nothing personal',
      created_at: 'nothing personal',
    },
  },
  erase: async (tx, accountId) => {
    await deleteKeysOf(tx, accountId)
  },
}
