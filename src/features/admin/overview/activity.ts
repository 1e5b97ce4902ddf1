import type { Db } from '../../../platform/db/db.ts'
import { type Day, lastDays } from './days.ts'
import * as queries from './queries.ts'

const shownDays = 30

/** What happened on a day of the reader's time zone. */
export type DayFigures = {
  readonly date: string
  readonly newAccounts: number
  readonly signIns: number
  readonly failures: number
}

type Row = { day: number; new_accounts: number; sign_ins: number; failures: number }

function add(days: readonly Day[], rows: readonly Row[]): DayFigures[] {
  return days.map(({ date }, at) => {
    const ofDay = rows.filter(({ day }) => day === at + 1)
    const sum = (key: Exclude<keyof Row, 'day'>) => ofDay.reduce((total, row) => total + row[key], 0)
    return { date, newAccounts: sum('new_accounts'), signIns: sum('sign_ins'), failures: sum('failures') }
  })
}

/** The last 30 days, today last, in two statements: what is counted already, and the log for what is not. */
export async function findActivity(db: Db, now: Date, timeZone: string): Promise<DayFigures[]> {
  const days = lastDays(now, timeZone, shownDays)
  const dayStarts = days.map(({ from }) => from)
  const counted = await queries.sumFigures(db, dayStarts)
  const end = Math.max(...counted.map(({ end }) => end.getTime()), dayStarts[0]!.getTime())
  const rest = await queries.countEvents(db, { dayStarts, from: new Date(end) })
  return add(days, [...counted, ...rest])
}
