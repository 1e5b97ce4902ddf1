import type { Db } from '../../../platform/db/db.ts'
import type { EraseDeps } from '../../standing/index.ts'

/** What looking after accounts stands on. */
export type AccountsDeps = EraseDeps & { readonly db: Db }
