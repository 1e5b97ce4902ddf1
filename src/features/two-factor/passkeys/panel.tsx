import type { SecurityPanel } from '../../../platform/html/security-panel.ts'
import { countPasskeys } from './list-passkeys.ts'
import { PasskeysSection } from './views.tsx'

/** The passkeys' place on the security page. */
export const passkeysPanel: SecurityPanel = async ({ page, db, accountId }) => (
  <PasskeysSection page={page} count={await countPasskeys(db, accountId)} />
)
