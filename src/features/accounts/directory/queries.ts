import { sql } from 'kysely'
import type { Reader } from '../../../platform/db/db.ts'
import type { Role } from '../../../platform/scope/scope.ts'
import type { AccountRow } from '../queries.ts'

export type Sort = 'last-seen' | 'joined'

/** A place in a list: microseconds since 1970, null for never, and the account there. */
export type Place = { readonly direction: 'older' | 'newer'; readonly micros: string | null; readonly id: string }

/** A kind of second factor that somebody has; `none` where there is none. */
export type FactorFilter = 'none' | 'app' | 'passkey'

type Filters = {
  /** In no particular case; empty for everybody. */
  readonly query: string
  readonly role: Role | null
  readonly status: AccountRow['status'] | null
  readonly factor: FactorFilter | null
  readonly now: Date
}

type Wanted = Filters & { readonly sort: Sort; readonly place: Place | null; readonly limit: number }

export type ListedRow = AccountRow & { readonly micros: string | null }

// Each is an index, to the letter.
const keys = { 'last-seen': sql`coalesce(last_sign_in_at, '-infinity')`, joined: sql`created_at` } as const
const columns = { 'last-seen': sql`last_sign_in_at`, joined: sql`created_at` } as const

const escaped = (text: string) => text.replace(/[\\%_]/g, '\\$&')

// Where a word begins, ends or goes on for three letters there are trigrams; the index knows nothing else of a text.
const hasTrigram = (text: string) =>
  [...text].length >= 3 && /[\p{L}\p{N}]{3}|[\p{L}\p{N}]{2}[^\p{L}\p{N}]|[^\p{L}\p{N}][\p{L}\p{N}]/u.test(text)

const anywhere = (text: string) => `%${escaped(text)}%`
const contains = (text: string) => sql<boolean>`search_text like lower(${anywhere(text)})`

function matches(query: string) {
  const upToAt = query.slice(0, query.lastIndexOf('@') + 1)
  // Half of all may have the same domain: the index would go through all of these for nothing. Appended to, the column
  // is not the one of the index.
  if (hasTrigram(upToAt))
    return sql<boolean>`(${contains(upToAt)} and search_text || '' like lower(${anywhere(query)}))`
  if (hasTrigram(query)) return contains(query)
  const beginning = `${escaped(query)}%`
  return sql<boolean>`(lower(username) like lower(${beginning}) or lower(email) like lower(${beginning}))`
}

// A suspension that has run out is none, as at the door.
function hasStatus(status: AccountRow['status'], now: Date) {
  if (status === 'suspended')
    return sql<boolean>`(status = 'suspended' and (suspended_until is null or suspended_until > ${now}))`
  if (status === 'active')
    return sql<boolean>`(status = 'active' or (status = 'suspended' and suspended_until <= ${now}))`
  return sql<boolean>`status = ${status}`
}

function hasFactor(factor: FactorFilter) {
  if (factor === 'none') return sql<boolean>`factors = '{}'`
  // As the index has it: without the first condition PostgreSQL does not see that it holds all of them.
  return sql<boolean>`(factors <> '{}' and factors @> array[${factor === 'app' ? 'totp' : 'passkey'}])`
}

function isBeyond(sort: Sort, { direction, micros, id }: Place) {
  const at = sql`coalesce(timestamptz 'epoch' + ${micros}::bigint * interval '1 microsecond', '-infinity')`
  return direction === 'older'
    ? sql<boolean>`(${keys[sort]}, id) < (${at}, ${id}::bigint)`
    : sql<boolean>`(${keys[sort]}, id) > (${at}, ${id}::bigint)`
}

const whoFits = (db: Reader, { query, role, status, factor, now }: Filters) =>
  db
    .selectFrom('accounts')
    .selectAll()
    .$if(query !== '', (select) => select.where(matches(query)))
    .$if(role !== null, (select) => select.where('role', '=', role as Role))
    .$if(status !== null, (select) => select.where(hasStatus(status as AccountRow['status'], now)))
    .$if(factor !== null, (select) => select.where(hasFactor(factor as FactorFilter)))

/** Everybody who fits with a number above `after`, in the order of numbers. */
export const findBatch = (db: Reader, wanted: Filters & { after: string; limit: number }): Promise<AccountRow[]> =>
  whoFits(db, wanted).where('id', '>', wanted.after).orderBy('id').limit(wanted.limit).execute()

// Of 1,000 texts: where seven have it, some 7,000 rows of the list are gone through for a page of 50; where fewer have
// it, reading all that the index finds is less.
const common = 0.007

/**
 * Whether so many accounts fit a query that a page of them is soon found by going through the list, as the sample says that
 * PostgreSQL keeps. It would decide that by itself, but takes the list for far cheaper than it is: two of the sample are
 * enough then, and they may be all there are.
 */
async function isCommon(db: Reader, query: string): Promise<boolean> {
  const text = sql<string>`unnest(histogram_bounds::text::text[])`.as('text')
  const sample = db
    .selectFrom(sql<{ histogram_bounds: unknown; tablename: string; attname: string }>`pg_stats`.as('stats'))
    .select(text)
    .where(sql<boolean>`schemaname = current_schema() and tablename = 'accounts' and attname = 'search_text'`)
  const pattern = hasTrigram(query) ? anywhere(query) : `${escaped(query)}%`
  const { share } = await db
    .selectFrom(sample.as('sample'))
    .select(sql<number>`coalesce(avg((text like lower(${pattern}))::int), 0)::float8`.as('share'))
    .executeTakeFirstOrThrow()
  return share >= common
}

/** Beyond a place, in its direction: `older` the latest first, `newer` the earliest first. One row more than `limit` tells that there are more. */
export async function findPage(db: Reader, wanted: Wanted): Promise<ListedRow[]> {
  const { query, sort, place, limit } = wanted
  const goesThroughList = query === '' || (await isCommon(db, query))
  const order = place?.direction === 'newer' ? 'asc' : 'desc'
  return (
    whoFits(db, wanted)
      .select(sql<string | null>`(extract(epoch from ${columns[sort]}) * 1000000)::bigint::text`.as('micros'))
      .$if(place !== null, (select) => select.where(isBeyond(sort, place as Place)))
      // Added to, it is not the key of the index any more.
      .orderBy(goesThroughList ? keys[sort] : sql`${keys[sort]} + interval '0'`, order)
      .orderBy('id', order)
      .limit(limit + 1)
      .execute()
  )
}

/** How many may act on others, and how many of them have a second factor. */
export const countStaff = (db: Reader) =>
  db
    .selectFrom('accounts')
    .select([
      sql<number>`count(*)::integer`.as('staff'),
      sql<number>`(count(*) filter (where factors <> '{}'))::integer`.as('secured'),
    ])
    .where('role', '<>', 'member')
    .where('status', '=', 'active')
    .executeTakeFirstOrThrow()
