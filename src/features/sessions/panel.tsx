import type { SecurityPanel } from '../../platform/html/security-panel.ts'
import { listSessions } from './list-sessions.ts'
import { SessionsSection } from './views.tsx'

const shown = 4

/** The sessions' place on the security page: this one and those used last. */
export const sessionsPanel: SecurityPanel = async ({ page, db }) => {
  const { caller, now } = page
  if (!caller) throw new Error('the security page is for people who are signed in')
  return <SessionsSection page={page} list={await listSessions(db, { caller, now }, shown)} />
}
