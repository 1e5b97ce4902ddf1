import type { Clock } from '../../../platform/clock/clock.ts'
import type { Db } from '../../../platform/db/db.ts'
import type { Noting } from '../../lockout/index.ts'
import type { EraseDeps, InviteDeps, ResetDeps } from '../../standing/index.ts'

/** What looking after accounts stands on. */
export type AccountsDeps = EraseDeps & InviteDeps & ResetDeps & Noting & { readonly db: Db; readonly clock: Clock }

/** What the details of an account are judged by, out of what the server was given. */
export const rulesOf = ({ config, keys }: AccountsDeps) => ({ ...config, macKey: keys['username-reservation'] })
