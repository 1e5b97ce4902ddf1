import type { VNode } from 'preact'
import type { Reader } from '../db/db.ts'
import type { PageContext } from './page-context.ts'

/** One section of the security page; null where it has nothing to say to this person. A feature exports it, the composition root orders them, the page shows them all. */
export type SecurityPanel = (context: {
  readonly page: PageContext
  readonly db: Reader
  readonly accountId: string
}) => Promise<VNode | null>
