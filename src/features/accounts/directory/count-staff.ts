import type { Reader } from '../../../platform/db/db.ts'
import * as queries from './queries.ts'

/** How many active moderators and admins there are, and how many of them have a second factor. */
export const countStaff = (db: Reader): Promise<{ readonly staff: number; readonly secured: number }> =>
  queries.countStaff(db)
