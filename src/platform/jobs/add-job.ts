import type { Tx } from '../db/db.ts'
import type { Job } from './job.ts'
import * as queries from './queries.ts'

/** Adds a job in the transaction that causes it: it starts if that commits. `payload` holds row ids only. */
export async function addJob(tx: Tx, job: Pick<Job, 'name'>, payload: Readonly<Record<string, string>>): Promise<void> {
  await queries.addJob(tx, job.name, JSON.stringify(payload))
}
