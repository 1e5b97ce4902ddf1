import type { Config } from '../../config/config.ts'
import type { SecurityPanel } from '../../platform/html/security-panel.ts'
import { getAccountOf } from '../accounts/index.ts'
import { summarizeDevices } from '../devices/index.ts'
import { countCodes } from '../two-factor/index.ts'
import { findingsOf } from './findings.ts'
import { CheckupSection } from './views.tsx'

// Three months: whoever comes for the holidays is not asked about it.
const unusedDays = 92

/** What is good and what to improve, first on the security page. */
export const checkupPanel =
  ({ config }: { readonly config: Pick<Config, 'emailVerification'> }): SecurityPanel =>
  async ({ page, db, accountId }) => {
    const { caller, now } = page
    if (!caller) throw new Error('the security page is for people who are signed in')
    const unusedSince = new Date(now.getTime() - unusedDays * 86_400_000)
    const hasFactor = caller.factors.length > 0
    const [account, devices, codes] = await Promise.all([
      getAccountOf(db, caller),
      summarizeDevices(db, { accountId, now, unusedSince }),
      hasFactor ? countCodes(db, accountId) : null,
    ])
    const findings = findingsOf({
      account,
      devices,
      codesLeft: codes?.left ?? null,
      verifies: config.emailVerification !== 'off',
      mails: page.site.mails === true,
    })
    return <CheckupSection page={page} findings={findings} />
  }
