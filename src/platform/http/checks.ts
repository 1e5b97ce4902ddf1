import { type Check, failed, passed, unknown } from '../preflight/check.ts'
import type { WebReply } from '../preflight/web.ts'

type Settings = { readonly environment: string; readonly publicUrl: { readonly origin: string; readonly href: string } }

const headerOf = (reply: WebReply, name: string): string => String(reply.headers[name] ?? '')

const expectedHeaders = ({ environment, publicUrl }: Settings): Record<string, RegExp> => ({
  'content-security-policy': /^(?!.*unsafe-inline).*default-src 'none'.*frame-ancestors 'none'/,
  'x-content-type-options': /^nosniff$/,
  'x-frame-options': /^DENY$/i,
  'referrer-policy': /./,
  'cross-origin-opener-policy': /^same-origin$/,
  'cache-control': /no-store/,
  ...(environment === 'production' && publicUrl.origin.startsWith('https:')
    ? { 'strict-transport-security': /max-age=[1-9]\d{6}/ }
    : {}),
})

const headersSent: Check<Settings> = {
  id: 'critical.03',
  name: 'headers-as-sent',
  title: 'Pages arrive with their security headers',
  async run({ config, web }) {
    const { ask, where } = web()
    const reply = await ask('/login')
    const expected = Object.entries(expectedHeaders(config))
    const wrong = expected.filter(([name, pattern]) => !pattern.test(headerOf(reply, name)))
    const at = `GET ${where}/login answered ${reply.status}`
    return wrong.length === 0
      ? passed(`${at} with ${expected.map(([name]) => name).join(', ')}`)
      : failed(
          `${at} with ${wrong.map(([name]) => `${name} ${headerOf(reply, name) === '' ? 'missing' : `“${headerOf(reply, name)}”`}`).join(', ')}`,
          'The server sends them all: look for what stands in front and changes or drops headers, and leave it out there.',
        )
  },
}

const addressAnswers: Check<Settings> = {
  id: 'critical.03',
  name: 'address-answers',
  title: 'Porchlight answers at PUBLIC_URL',
  async run({ config, web }) {
    const { where } = web()
    const asked = where.replace(/\/$/, '')
    return asked === config.publicUrl.href
      ? passed(`${asked}/health/live answered 200`)
      : unknown(
          `${config.publicUrl.href} was not asked or does not answer from here; the server itself was asked at ${asked}, without what stands in front`,
          `From a machine outside: porchlight preflight --url ${config.publicUrl.href}, or curl ${config.publicUrl.href}/health/live`,
        )
  },
}

/** What every reply must look like when it arrives. */
export const checks: readonly Check<Settings>[] = [addressAnswers, headersSent]
