import { createPublicKey } from 'node:crypto'
import { Resolver } from 'node:dns/promises'

/** Who sends, as far as the domain has to vouch for it. */
export type Sender = {
  readonly domain: string
  /** Whose server takes the mails over. */
  readonly smtpHost: string
  /** Null: the mail server signs, under a name that cannot be known here. */
  readonly dkim: { readonly selector: string; readonly key: string } | null
}

/** A record that mailboxes look for, what was found, and one that would do. */
export type SenderRecord = {
  readonly kind: 'SPF' | 'DKIM' | 'DMARC'
  readonly found: boolean
  readonly publish: string
}

/** Looks up the TXT records of a name, each as one text; none where there is no such name. */
export type LookUp = (name: string) => Promise<readonly string[]>

// In milliseconds. Whoever waits for a name server that is away learns nothing more by waiting longer.
const patience = { timeout: 2_000, tries: 2 }

/** Asks the name servers of this machine, or others (address and port). Throws where none of them answers. */
export function createLookUp(servers: readonly string[] = []): LookUp {
  const resolver = new Resolver(patience)
  if (servers.length > 0) resolver.setServers([...servers])
  return async (name) => {
    try {
      return (await resolver.resolveTxt(name)).map((parts) => parts.join(''))
    } catch (error) {
      const { code } = error as { code?: string }
      if (code === 'ENOTFOUND' || code === 'ENODATA') return []
      throw error
    }
  }
}

const isSpf = (text: string) => /^v=spf1(?: |$)/i.test(text)
const isDmarc = (text: string) => /^v=DMARC1\s*;/i.test(text)

const publicHalf = (key: string) => createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64')

/** The domain and those above it that somebody can own: a subdomain is held by the policy of its parent (RFC 7489, 6.6.3). */
function upwards(domain: string): string[] {
  const parts = domain.split('.')
  return parts.slice(0, -1).map((_, at) => parts.slice(at).join('.'))
}

async function hasDmarc(lookUp: LookUp, domain: string): Promise<boolean> {
  for (const name of upwards(domain)) if ((await lookUp(`_dmarc.${name}`)).some(isDmarc)) return true
  return false
}

async function dkimRecord(lookUp: LookUp, { domain, dkim }: Sender): Promise<SenderRecord[]> {
  if (dkim === null) return []
  const name = `${dkim.selector}._domainkey.${domain}`
  const half = publicHalf(dkim.key)
  const found = (await lookUp(name)).some((text) => text.replaceAll(/\s/g, '').includes(`p=${half}`))
  return [{ kind: 'DKIM', found, publish: `${name} TXT "v=DKIM1; k=rsa; p=${half}"` }]
}

/** What the domain of the sender says of who may send for it. Throws where no name server answers. */
export async function findSenderRecords(lookUp: LookUp, sender: Sender): Promise<SenderRecord[]> {
  const { domain, smtpHost } = sender
  const [spf, dkim, dmarc] = await Promise.all([
    lookUp(domain).then((texts) => texts.some(isSpf)),
    dkimRecord(lookUp, sender),
    hasDmarc(lookUp, domain),
  ])
  return [
    { kind: 'SPF', found: spf, publish: `${domain} TXT "v=spf1 a:${smtpHost} ~all"` },
    ...dkim,
    {
      kind: 'DMARC',
      found: dmarc,
      publish: `_dmarc.${domain} TXT "v=DMARC1; p=none; rua=mailto:postmaster@${domain}"`,
    },
  ]
}
