import type { Reader } from '../../../platform/db/db.ts'
import type { Scope } from '../../../platform/scope/scope.ts'
import { findAccountByLogin } from '../../accounts/index.ts'
import { type ActionGroup, actionGroups, isAction, type LogFilter } from '../../audit/index.ts'
import { type Fault, searchInvalid } from './errors.ts'
import { readMoment } from './moment.ts'
import { readNetwork } from './network.ts'
import type { EventsTexts } from './texts/index.ts'

/** The fields of a search, in the order in which they stand on the page. */
export const fields = ['action', 'account', 'address', 'from', 'to', 'requestId'] as const
export type FieldName = (typeof fields)[number]

/** What was typed into them; what is absent or empty narrows nothing. */
export type Typed = Readonly<Partial<Record<FieldName, string | undefined>>>

type Read = { readonly filter: LogFilter } | { readonly fault: Fault }

const fault = (field: FieldName, code: string, say: (t: EventsTexts) => string): Read => ({
  fault: { field, code, say },
})

function readAction(text: string): Read {
  if (isAction(text)) return { filter: { action: text } }
  const group = actionGroups.find((one) => one === text)
  return group ? { filter: { group: group satisfies ActionGroup } } : fault('action', 'no-action', (t) => t.noAction())
}

const largest = 2n ** 63n - 1n
const unknown = fault('account', 'no-account', (t) => t.noAccount())

// A number is always that of an account, also of one that is gone; `@42` is somebody who is called so.
async function readAccount(db: Reader, text: string): Promise<Read> {
  if (/^[1-9]\d{0,18}$/.test(text) && BigInt(text) <= largest) return { filter: { accountId: text } }
  if (text.includes('\0') || !text.isWellFormed() || text.length > 254) return unknown
  const account = await findAccountByLogin(db, text.replace(/^@/, ''))
  return account ? { filter: { accountId: account.id } } : unknown
}

function readAddress(text: string): Read {
  const network = readNetwork(text)
  return network ? { filter: { network } } : fault('address', 'no-address', (t) => t.noAddress())
}

// Whoever writes down what is read out may write it in capitals; names of requests have none.
function readRequestId(text: string): Read {
  if (/^[\x21-\x7e]{1,100}$/.test(text)) return { filter: { requestId: text.toLowerCase() } }
  return fault('requestId', 'no-request-id', (t) => t.noRequestId())
}

function readTime(field: 'from' | 'to', text: string, { timeZone }: Pick<Scope, 'timeZone'>): Read {
  const moment = readMoment(text, { timeZone, ends: field === 'to' })
  if (!moment) return fault(field, 'no-moment', (t) => t.noMoment())
  return { filter: field === 'from' ? { from: moment } : { until: moment } }
}

async function readField(
  db: Reader,
  scope: Pick<Scope, 'timeZone'>,
  { name, text }: { name: FieldName; text: string },
): Promise<Read> {
  if (name === 'action') return readAction(text)
  if (name === 'account') return readAccount(db, text)
  if (name === 'address') return readAddress(text)
  if (name === 'requestId') return readRequestId(text)
  return readTime(name, text, scope)
}

/** Reads what was typed, times in the time zone of the reader. Throws InputInvalid with all that cannot be looked for. */
export async function readFilter(db: Reader, scope: Pick<Scope, 'timeZone'>, typed: Typed): Promise<LogFilter> {
  const given = fields.map((name) => ({ name, text: (typed[name] ?? '').trim() })).filter(({ text }) => text !== '')
  const read = await Promise.all(given.map((field) => readField(db, scope, field)))
  const faults = read.flatMap((one) => ('fault' in one ? [one.fault] : []))
  const filter: LogFilter = Object.assign({}, ...read.flatMap((one) => ('filter' in one ? [one.filter] : [])))
  if (filter.from && filter.until && filter.from >= filter.until)
    faults.push({ field: 'to', code: 'ends-first', say: (t) => t.endsFirst() })
  if (faults.length > 0) throw searchInvalid(faults)
  return filter
}
