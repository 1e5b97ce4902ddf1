import type { FastifyReply } from 'fastify'
import { type CsvColumn, sendCsv } from '../../../platform/http/csv-reply.ts'
import { type Account, statusAt } from '../../accounts/index.ts'

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
  { name: 'createdAt', value: ({ createdAt }) => createdAt },
  { name: 'lastSignInAt', value: ({ lastSignInAt }) => lastSignInAt },
]

/** Answers with a file of accounts. */
export function sendAccountsFile(reply: FastifyReply, accounts: AsyncIterable<Account>): FastifyReply {
  const { now } = reply.request.scope
  const file = `accounts-${now.toISOString().slice(0, 10)}`
  return sendCsv(reply, { file, columns: columnsAt(now), rows: accounts })
}
