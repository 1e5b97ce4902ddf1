import type { Scope } from '../../../platform/scope/scope.ts'
import { findRefusals, type Refusal } from '../../throttle/index.ts'
import { type DayFigures, findActivity } from './activity.ts'
import type { OverviewDeps } from './deps.ts'
import { findNotable, type NotableEvent } from './notable.ts'
import * as queries from './queries.ts'
import { findStorage, type Storage } from './storage.ts'

/** How many there are; beyond some thousands about so many, since counting them would take too long. */
export type Count = { readonly count: number; readonly isExact: boolean }

/** What goes on in the house. */
export type Overview = {
  readonly timeZone: string
  readonly accounts: Count & { readonly newThisWeek: number; readonly suspended: number }
  readonly sessions: Count
  /** The last 30 days of the time zone, today last. */
  readonly days: readonly DayFigures[]
  /** What limits have refused in the windows that still run; null where they are counted in Redis. */
  readonly refusals: readonly Refusal[] | null
  readonly storage: Storage
  readonly events: readonly NotableEvent[]
}

const mostCounted = 10_000
const significant = 3

/** Three figures of an estimate are meant. */
const round = (value: number) => Number(value.toPrecision(significant))

const countOf = ({ counted, estimate }: { counted: number | null; estimate: number }): Count =>
  counted !== null && counted <= mostCounted
    ? { count: counted, isExact: true }
    : { count: round(Math.max(estimate, mostCounted)), isExact: false }

/** Reads all of it, in nine statements whatever the size of the house. */
export async function findOverview(
  deps: OverviewDeps,
  { now, timeZone }: Pick<Scope, 'now' | 'timeZone'>,
): Promise<Overview> {
  const { db, config } = deps
  const limit = { most: mostCounted, now }
  const [accounts, sessions, days, refusals, storage, events] = await Promise.all([
    queries.countAccounts(db, limit),
    queries.countSessions(db, limit),
    findActivity(db, now, timeZone),
    config.redisUrl === null ? findRefusals(db, now) : null,
    findStorage(deps, now),
    findNotable(db),
  ])
  const newThisWeek = days.slice(-7).reduce((sum, { newAccounts }) => sum + newAccounts, 0)
  return {
    timeZone,
    accounts: { ...countOf(accounts), newThisWeek, suspended: accounts.suspended },
    sessions: countOf(sessions),
    days,
    refusals,
    storage,
    events,
  }
}
