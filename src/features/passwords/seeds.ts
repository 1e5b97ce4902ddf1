import type { Seeds } from '../../platform/seed/seed.ts'

/** The one password of all made-up people, where they are given one. */
export const seeds: Seeds = {
  tables: [
    {
      table: 'passwords',
      columns: ['account_id', 'password_hash', 'changed_at'],
      rows: ({ id, passwordHash, visits }) => (passwordHash === null ? [] : [[id, passwordHash, visits[0].at]]),
    },
  ],
}
