import type { Config } from '../../config/config.ts'
import { type Check, failed, passed, warned } from '../../platform/preflight/check.ts'

// A link that is none: the page takes it out of the address and keeps it in a cookie, and nothing else happens.
const path = '/recover/new-password?token=none'

const wanted: Readonly<Record<string, RegExp>> = {
  'the name prefix __Host-': /^__Host-/,
  Secure: /;\s*secure(;|$)/i,
  HttpOnly: /;\s*httponly(;|$)/i,
  'SameSite=Lax': /;\s*samesite=lax(;|$)/i,
  'Path=/': /;\s*path=\/(;|$)/i,
}

const cookiesAsSent: Check<unknown> = {
  id: 'critical.03',
  name: 'cookies-as-sent',
  title: 'Cookies arrive with the marks that protect them',
  async run({ web }) {
    const { ask } = web()
    const { headers, status } = await ask(path)
    const cookies = [headers['set-cookie'] ?? []].flat()
    const at = `GET ${path} answered ${status}`
    const mend =
      'Set PUBLIC_URL to an https:// address. If it is one, look for what stands in front and rewrites cookies.'
    if (cookies.length === 0) return failed(`${at} and set no cookie, which it should have`, mend)
    const faults = cookies.flatMap((cookie) =>
      Object.entries(wanted).flatMap(([mark, pattern]) => (pattern.test(cookie) ? [] : [mark])),
    )
    const seen = `${at} and set ${cookies.join(' and ')}`
    return faults.length > 0 || cookies.some((cookie) => /;\s*domain=/i.test(cookie))
      ? failed(`${seen}, without ${faults.join(', ') || 'keeping to one host (Domain)'}`, mend)
      : passed(`${seen}. The cookie of a session, which takes a sign-in to see, is set in the same place`)
  },
}

const recoveryByMail: Check<Pick<Config, 'smtpUrl' | 'recoveryMinutes'>> = {
  id: 'nice.01',
  name: 'recovery-by-mail',
  title: 'Whoever forgets the password gets a link for a new one by mail',
  async run({ config: { smtpUrl, recoveryMinutes }, web }) {
    const { status, text } = await web().ask('/recover')
    const asks = /<input[^>]+name="login"/.test(text)
    const evidence = `GET /recover answered ${status} ${asks ? 'and asks for a name' : 'and has no form'}`
    if (smtpUrl === null)
      return warned(
        `SMTP_URL is not set, ${evidence}`,
        'Set SMTP_URL and MAIL_FROM, or hand links over by porchlight recovery-link.',
      )
    return asks && status === 200
      ? passed(`SMTP_URL is set, ${evidence}; links work for ${recoveryMinutes} minutes`)
      : failed(`SMTP_URL is set, ${evidence}`, 'Restart the server, so that it has the settings of now.')
  },
}

/** What preflight looks at. */
export const checks: readonly Check<Pick<Config, 'smtpUrl' | 'recoveryMinutes'>>[] = [cookiesAsSent, recoveryByMail]
