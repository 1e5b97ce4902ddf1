import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Check, failed, passed, unknown, warned } from '../platform/preflight/check.ts'
import { isLoopback } from './address-kinds.ts'
import type { Config } from './config.ts'
import { findWeakness } from './weak-secret.ts'

const makeKey =
  'Make one with: openssl rand -base64 48. Set it as SECRET_KEY, or let SECRET_KEY_FILE name a file with it.'

const largestKeyFile = 4096

const isFileWith = async (path: string, text: string): Promise<boolean> => {
  const { size } = await stat(path)
  return size <= largestKeyFile && (await readFile(path, 'utf8')).trim() === text
}

/** The file in a folder, at its top, that holds nothing but this key; what cannot be read counts as another. */
async function findKeyIn(folder: string, key: string): Promise<string | null> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  for (const entry of entries) {
    const path = join(folder, entry.name)
    if (entry.isFile() && (await isFileWith(path, key).catch(() => false))) return path
  }
  return null
}

const keyGiven: Check<Config> = {
  id: 'critical.01',
  name: 'secret-key-given',
  title: 'SECRET_KEY is given by the owner and does not lie with the data',
  async run({ config: { secretKey, dataDir, origins } }) {
    if (secretKey === null)
      return failed(`SECRET_KEY is not set: a key of its own making serves, in ${dataDir}`, makeKey)
    const origin = origins.SECRET_KEY ?? 'default'
    const evidence = `SECRET_KEY comes from ${origin === 'environment' ? 'the environment' : origin}`
    const lying = await findKeyIn(dataDir, secretKey.reveal())
    return lying === null
      ? passed(`${evidence}; no file in ${dataDir} holds it`)
      : failed(
          `${evidence}, and the same key lies in ${lying}: a copy of the data contains what unseals it`,
          `Keep SECRET_KEY elsewhere, then delete ${lying}.`,
        )
  },
}

const keyStrong: Check<Config> = {
  id: 'critical.01',
  name: 'secret-key-strong',
  title: 'SECRET_KEY cannot be guessed',
  async run({ config: { secretKey } }) {
    if (secretKey === null) return unknown('SECRET_KEY is not set, so there is nothing to weigh', makeKey)
    const text = secretKey.reveal()
    const weakness = findWeakness(text)
    return weakness === null
      ? passed(`${text.length} characters, ${new Set(text).size} different ones, no example and no pattern`)
      : failed(`SECRET_KEY ${weakness}`, makeKey)
  },
}

const environmentSet: Check<Config> = {
  id: 'critical.03',
  name: 'environment-is-production',
  title: 'ENVIRONMENT is production',
  async run({ config: { environment } }) {
    const evidence = `ENVIRONMENT is ${environment}`
    if (environment === 'production') return passed(evidence)
    const mend = 'Set ENVIRONMENT=production where people are let in.'
    return environment === 'staging' ? warned(`${evidence}: right for a rehearsal`, mend) : failed(evidence, mend)
  },
}

const httpsSet: Check<Config> = {
  id: 'critical.03',
  name: 'address-is-https',
  title: 'People reach the server over https',
  async run({ config: { publicUrl } }) {
    const evidence = `PUBLIC_URL is ${publicUrl.href}`
    return publicUrl.origin.startsWith('https:')
      ? passed(evidence)
      : failed(
          `${evidence}: anyone on the way reads passwords and takes over sessions`,
          'Put Caddy or nginx with a certificate in front and set PUBLIC_URL to its https:// address; docs/self-hosting.md has both.',
        )
  },
}

const proxiesTrusted: Check<Config> = {
  id: 'critical.04',
  name: 'proxies-trusted',
  title: 'Visitors behind the proxy are told apart',
  async run({ config: { publicUrl, listen, trustedProxies } }) {
    const where = `PUBLIC_URL is ${publicUrl.origin}, HOST is ${listen.join(', ')}`
    if (trustedProxies.length > 0) return passed(`${where}, TRUSTED_PROXIES is ${trustedProxies.join(', ')}`)
    // Plain http inside, https outside: something in between does TLS, and every request comes from it.
    const behindProxy = publicUrl.origin.startsWith('https:')
    if (!behindProxy) return passed(`${where}: nothing in front is needed, and no word about visitors is taken`)
    const evidence = `${where}, and TRUSTED_PROXIES is not set: all visitors count as one address and share its limits`
    const mend = 'Set TRUSTED_PROXIES to the address of what does TLS, such as loopback.'
    return listen.every(isLoopback) ? failed(evidence, mend) : warned(evidence, mend)
  },
}

const originsListed: Check<Config> = {
  id: 'critical.06',
  name: 'origins-listed',
  title: 'The site, and no plain http, is among the allowed origins',
  async run({ config: { allowedOrigins, siteUrl, publicUrl } }) {
    const evidence = `ALLOWED_ORIGINS is ${allowedOrigins.join(', ') || 'not set'}`
    const plain = allowedOrigins.filter((origin) => origin.startsWith('http:'))
    if (plain.length > 0)
      return failed(
        `${evidence}: over plain http anyone on the way can act as a reader`,
        `Take ${plain.join(', ')} out.`,
      )
    const site = siteUrl === null ? null : new URL(siteUrl).origin
    if (site === null)
      return warned(
        `${evidence}, and SITE_URL is not set`,
        'Set SITE_URL to the address of the site, and ALLOWED_ORIGINS to its origin.',
      )
    return allowedOrigins.includes(site) || site === publicUrl.origin
      ? passed(`${evidence}; the site is ${site}`)
      : failed(
          `${evidence}, without the site's own ${site}`,
          `Set ALLOWED_ORIGINS=${[...allowedOrigins, site].join(',')}`,
        )
  },
}

/** What the settings alone can tell. */
export const checks: readonly Check<Config>[] = [
  keyGiven,
  keyStrong,
  environmentSet,
  httpsSet,
  proxiesTrusted,
  originsListed,
]
