import type { PersonalData } from '../../platform/personal-data/personal-data.ts'
import { deletePassword } from './queries.ts'

/** What the table of passwords holds about people. */
export const personalData: PersonalData = {
  feature: 'passwords',
  tables: {
    passwords: {
      account_id: 'nothing personal',
      password_hash: {
        what: 'A hash from which the password cannot be read (argon2id)',
        why: 'Proves at sign-in that it is the same person',
        kept: 'until the password is changed, at most as long as the account',
        exportedAs: null,
        erasedBy: 'deletion of the account',
      },
      changed_at: {
        what: 'Since when the password is this one',
        why: 'Shown to the person; ends sign-ins that began with the former one',
        kept: 'until the password is changed, at most as long as the account',
        exportedAs: 'passwordChangedAt',
        erasedBy: 'deletion of the account',
      },
    },
  },
  erase: async (tx, accountId) => {
    await deletePassword(tx, accountId)
  },
}
