import { type Check, failed, type Outcome, passed } from '../preflight/check.ts'
import { addJob, countWaiting } from './queries.ts'

const rightsMissing =
  'Run porchlight migrate as the owner (DATABASE_OWNER_URL): it makes the tables of the queue and opens them to the role of the server.'

/** Ends the transaction without leaving anything. */
class TakenBack extends Error {
  override name = 'TakenBack'
  readonly waiting: number
  constructor(waiting: number) {
    super('taken back')
    this.waiting = waiting
  }
}

const reasonOf = (error: unknown): Outcome => {
  if (error instanceof TakenBack)
    return error.waiting > 0
      ? passed(`a job was added, seen among ${error.waiting} waiting, and taken back`)
      : failed('a job was added and is not to be seen: row level security hides it', rightsMissing)
  return failed(`a job cannot be added: ${(error as Error).message}`, rightsMissing)
}

/** The tables of the queue are another package's: what counts is that they work for the role of the server. */
const queued: Check<unknown> = {
  id: 'critical.07',
  name: 'jobs-can-be-left',
  title: 'The server can leave jobs in the queue and see them there',
  run: (sight) =>
    sight
      .database()
      .db.transaction(async (tx) => {
        await addJob(tx, 'preflight', { payload: '{}' })
        throw new TakenBack(await countWaiting(tx))
      })
      .catch(reasonOf),
}

/** What must hold of the queue of jobs. */
export const checks: readonly Check<unknown>[] = [queued]
