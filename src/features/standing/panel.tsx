import type { SecurityPanel } from '../../platform/html/security-panel.ts'
import { LeavingSection } from './views.tsx'

/** The way out, on the security page. */
export const leavingPanel: SecurityPanel = async ({ page }) => <LeavingSection page={page} />
