import { Type } from 'typebox'
import type { Examples } from '../../../platform/http/examples.ts'
import { AccountsQuery } from './schema.ts'

const { query, role, status, factor } = AccountsQuery.properties

/** What narrows a file of accounts: the same as narrows their list. */
export const ExportBody = Type.Object(
  { query, role, status, factor },
  { additionalProperties: false, title: 'AccountsExport' },
)

/** The same as the page sends it; empty fields narrow nothing. */
export const ExportForm = Type.Object(
  {
    query: Type.Optional(Type.String()),
    role: Type.Optional(Type.String()),
    status: Type.Optional(Type.String()),
    factor: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
)

const columns =
  'id,username,email,firstName,lastName,displayName,role,status,passwordDue,awaitsOpening,factors,createdAt,lastSignInAt'

export const exportExamples: Examples = {
  success: { as: 'admin', body: { role: 'admin' }, status: 200, reply: columns },
}
