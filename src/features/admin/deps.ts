import type { Db } from '../../platform/db/db.ts'
import type { EraseDeps } from '../standing/index.ts'

/** What looking after accounts stands on. */
export type AdminDeps = EraseDeps & { readonly db: Db }
