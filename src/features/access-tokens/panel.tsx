import type { SecurityPanel } from '../../platform/html/security-panel.ts'
import { countTokensOf } from './list-tokens.ts'
import { TokensSection } from './views.tsx'

/** The access tokens' place on the security page. */
export const accessTokensPanel: SecurityPanel = async ({ page, db, accountId }) => (
  <TokensSection page={page} count={await countTokensOf(db, { accountId, now: page.now })} />
)
