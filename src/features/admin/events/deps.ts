import type { Db } from '../../../platform/db/db.ts'
import type { Keys } from '../../keys/index.ts'

/** What the search of the audit log stands on. */
export type EventsDeps = { readonly db: Db; readonly keys: Pick<Keys, 'audit-seal'> }
