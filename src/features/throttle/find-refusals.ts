import type { LimitName } from '../../config/config.ts'
import type { Reader } from '../../platform/db/db.ts'
import { findRefused } from './queries.ts'

/** How often a limit has said no, for all visitors together. */
export type Refusal = { readonly limit: LimitName; readonly refused: number }

/** What was refused in the windows that still run, most first. What is counted in Redis is not among it. */
export async function findRefusals(db: Reader, now: Date): Promise<Refusal[]> {
  const rows = await findRefused(db, now)
  return rows.map(({ name, refused }) => ({ limit: name as LimitName, refused }))
}
