import { Rows } from '../../platform/html/rows.tsx'
import { Section } from '../../platform/html/section.tsx'
import type { SecurityPanel } from '../../platform/html/security-panel.ts'
import { getAccount } from '../accounts/index.ts'
import { BackupCodesRow, countCodes } from './backup-codes/index.ts'
import { twoFactorTexts } from './texts/index.ts'
import { AuthenticatorRow, findAuthenticator } from './totp/index.ts'

/** The app's and the backup codes' place on the security page; those without a second factor have no codes to see to. */
export const twoFactorPanel: SecurityPanel = async ({ page, db, accountId }) => {
  const t = twoFactorTexts(page.locale, page.timeZone)
  const [authenticator, codes, { factors }] = await Promise.all([
    findAuthenticator(db, accountId),
    countCodes(db, accountId),
    getAccount(db, accountId),
  ])
  return (
    <Section id="second-factor" title={t.panelTitle()} lead={t.panelLead()}>
      <Rows>
        <AuthenticatorRow page={page} authenticator={authenticator} />
        {factors.length > 0 && <BackupCodesRow page={page} codes={codes} />}
      </Rows>
    </Section>
  )
}
