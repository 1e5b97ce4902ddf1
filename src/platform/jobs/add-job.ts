import type { Tx } from '../db/db.ts'
import type { Job } from './job.ts'
import * as queries from './queries.ts'

type Options = {
  /** Not before; at once where absent. */
  readonly runAt?: Date
  /** Of all that are added under one key, one waits; the time stays that of the first, or is that of the last. */
  readonly key?: string
  readonly timeOf?: 'first' | 'last'
}

/** Adds a job in the transaction that causes it: it starts if that commits. `payload` holds row ids only. */
export async function addJob(
  tx: Tx,
  job: Pick<Job, 'name'>,
  { payload = {}, ...options }: Options & { readonly payload?: Readonly<Record<string, string>> },
): Promise<void> {
  await queries.addJob(tx, job.name, { payload: JSON.stringify(payload), ...options })
}
