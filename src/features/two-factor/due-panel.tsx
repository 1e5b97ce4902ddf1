import { Notice } from '../../platform/html/notice.tsx'
import type { SecurityPanel } from '../../platform/html/security-panel.ts'
import { getAccount } from '../accounts/index.ts'
import { graceEnd, isFactorMissing, type TwoFactorRule } from './policy.ts'
import { twoFactorTexts } from './texts/index.ts'

/** Says on the security page until when a second factor has to be set up; nothing to whoever has one, or needs none. */
export const factorDuePanel =
  (rule: TwoFactorRule): SecurityPanel =>
  async ({ page, db, accountId }) => {
    const account = await getAccount(db, accountId)
    const until = isFactorMissing(rule, account) ? graceEnd(rule, account) : null
    if (until === null) return null
    const t = twoFactorTexts(page.locale, page.timeZone)
    return <Notice tone="warn">{t.due({ until, strong: (text) => <b>{text}</b> })}</Notice>
  }
