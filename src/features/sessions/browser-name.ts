import type { IconName } from '../../platform/html/icon.tsx'
import type { PageContext } from '../../platform/html/page-context.ts'
import type { UserAgent } from '../../platform/http/user-agent.ts'
import { sessionsTexts } from './texts/index.ts'

/** "Firefox on Linux", as far as the browser told. */
export function browserName(page: PageContext, { browser, system }: Pick<UserAgent, 'browser' | 'system'>): string {
  const t = sessionsTexts(page.locale, page.timeZone)
  if (browser && system) return t.browserOnSystem({ browser, system })
  if (system) return t.someBrowserOnSystem({ system })
  return browser ?? t.unknownBrowser()
}

/** What it runs on, as a picture. */
export const browserIcon = ({ kind }: Pick<UserAgent, 'kind'>): IconName =>
  kind === 'phone' || kind === 'tablet' ? 'phone' : 'laptop'
