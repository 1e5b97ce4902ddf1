import type { Config } from '../../config/config.ts'
import { type Check, failed, passed, warned } from '../../platform/preflight/check.ts'

const addressesProved: Check<Pick<Config, 'smtpUrl' | 'emailVerification'>> = {
  id: 'critical.11',
  name: 'addresses-proved',
  title: 'Addresses are proved before sign-in, and nobody learns who has an account',
  async run({ config: { smtpUrl, emailVerification }, web }) {
    const { status, text, headers } = await web().ask('/verify')
    const waits = status === 200 && text.includes('action="') && /name="(email|code)"/.test(text)
    const where = waits ? 'asks which mail to send again' : `leads to ${headers.location ?? 'nothing'}`
    const evidence = `EMAIL_VERIFICATION is ${emailVerification}, GET /verify answered ${status} and ${where}`
    if (emailVerification === 'off')
      return warned(
        `${evidence}; registration says when an address is taken`,
        smtpUrl === null
          ? 'Set SMTP_URL and MAIL_FROM.'
          : 'Set EMAIL_VERIFICATION=before-sign-in, or leave it so on purpose.',
      )
    if (!waits) return failed(evidence, 'Restart the server, so that it has the settings of now.')
    return emailVerification === 'before-sign-in'
      ? passed(evidence)
      : warned(`${evidence}; registration says when an address is taken`, 'Set EMAIL_VERIFICATION=before-sign-in.')
  },
}

/** What preflight looks at. */
export const checks: readonly Check<Pick<Config, 'smtpUrl' | 'emailVerification'>>[] = [addressesProved]
