import type { SecurityPanel } from '../../platform/html/security-panel.ts'
import { findPassword } from './password.ts'
import { PasswordSection } from './views.tsx'

/** The password's place on the security page. */
export const passwordPanel: SecurityPanel = async ({ page, db, accountId }) => {
  const password = await findPassword(db, accountId)
  return <PasswordSection page={page} changedAt={password?.changedAt ?? null} />
}
