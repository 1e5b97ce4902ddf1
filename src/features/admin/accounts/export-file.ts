import type { CsvColumn } from '../../../platform/http/csv-reply.ts'
import { type Account, statusAt } from '../../accounts/index.ts'
import { factorName } from './schema.ts'

/** The columns have the names that the API has for them. */
const columnsAt = (now: Date): readonly CsvColumn<Account>[] => [
  { name: 'id', value: ({ id }) => id },
  { name: 'username', value: ({ username }) => username },
  { name: 'email', value: ({ email }) => email },
  { name: 'firstName', value: ({ firstName }) => firstName },
  { name: 'lastName', value: ({ lastName }) => lastName },
  { name: 'displayName', value: ({ displayName }) => displayName },
  { name: 'role', value: ({ role }) => role },
  { name: 'status', value: (account) => statusAt(account, now) },
  { name: 'passwordDue', value: ({ mustChangePassword }) => String(mustChangePassword) },
  { name: 'awaitsOpening', value: ({ awaitsOpening }) => String(awaitsOpening) },
  { name: 'factors', value: ({ factors }) => factors.map(factorName).join(' ') },
  { name: 'createdAt', value: ({ createdAt }) => createdAt },
  { name: 'lastSignInAt', value: ({ lastSignInAt }) => lastSignInAt },
]

/** A file of accounts as `sendCsv` sends it, with the state of each at a moment. */
export const accountsFile = (accounts: AsyncIterable<Account>, now: Date) => ({
  file: `accounts-${now.toISOString().slice(0, 10)}`,
  columns: columnsAt(now),
  rows: accounts,
})
