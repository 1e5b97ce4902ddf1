import { type Check, failed, type Outcome, passed, unknown, warned } from '../preflight/check.ts'
import { mailFailed } from './mail-failed.ts'
import type { Mailbox } from './message.ts'
import { createLookUp, findSenderRecords, type Sender, type SenderRecord } from './sender-records.ts'
import { createSmtpTransport, type Dkim } from './smtp-transport.ts'
import { parseSmtpUrl } from './smtp-url.ts'

type Hidden = { reveal(): string }

type Settings = {
  readonly smtpUrl: Hidden | null
  readonly mailFrom: Mailbox | null
  readonly mailDkimKey: Hidden | null
  readonly mailDkimSelector: string
}

const domainOf = ({ mailFrom }: Settings) => mailFrom?.address.split('@')[1] ?? ''

const set = 'Set SMTP_URL and MAIL_FROM; docs/self-hosting.md has a chapter on mail.'
const notSet = 'SMTP_URL is not set'

const configured: Check<Settings> = {
  id: 'deploy.04',
  name: 'mail-configured',
  title: 'Mails can leave',
  async run({ config: { smtpUrl, mailFrom } }) {
    if (smtpUrl === null) return warned(`${notSet}: nobody gets a mail, and passwords are recovered by hand`, set)
    return passed(`Mails go to ${smtpUrl}, from ${mailFrom?.address ?? 'nobody'}`)
  },
}

async function askServer(settings: Settings, url: string): Promise<Outcome> {
  const from = settings.mailFrom ?? { name: '', address: '' }
  const transport = await createSmtpTransport({ url, from, dkim: null })
  const address = parseSmtpUrl(url)
  const signedIn = address?.username === undefined ? 'without signing in' : 'signed in'
  try {
    await transport.check()
    return passed(`${address?.host}:${address?.port} answers, ${signedIn}`)
  } catch (error) {
    const seen = `${address?.host}:${address?.port}: ${mailFailed(error).message}`
    return failed(seen, 'Mend it; porchlight send-test-mail ADDRESS shows each step.')
  } finally {
    await transport.close()
  }
}

const answers: Check<Settings> = {
  id: 'deploy.04',
  name: 'mail-server-answers',
  title: 'The mail server answers, its TLS is good and it lets us in',
  run: async ({ config }) =>
    config.smtpUrl === null ? warned(notSet, set) : askServer(config, config.smtpUrl.reveal()),
}

/** What the records of the sender's domain mean for mails that should arrive. */
export function judgeRecords(domain: string, records: readonly SenderRecord[]): Outcome {
  const seen = records.map(({ kind, found }) => `${kind} ${found ? 'published' : 'missing'}`).join(', ')
  const dkim = records.some(({ kind }) => kind === 'DKIM') ? '' : '; DKIM is left to the mail server'
  const missing = records.filter(({ found }) => !found)
  if (missing.length === 0) return passed(`${domain}: ${seen}${dkim}`)
  return warned(
    `${domain}: ${seen}${dkim}`,
    `Publish, unless the provider of SMTP_URL names others: ${missing.map(({ publish }) => publish).join(' and ')}`,
  )
}

const dkimOf = ({ mailDkimKey, mailDkimSelector }: Settings): Omit<Dkim, 'domain'> | null =>
  mailDkimKey === null ? null : { selector: mailDkimSelector, key: mailDkimKey.reveal() }

const vouched: Check<Settings> = {
  id: 'deploy.04',
  name: 'mail-sender-vouched',
  title: 'The domain of the sender says that mails from here are its own',
  async run({ config }) {
    const address = config.smtpUrl === null ? null : parseSmtpUrl(config.smtpUrl.reveal())
    if (!address) return warned(notSet, set)
    const sender: Sender = { domain: domainOf(config), smtpHost: address.host, dkim: dkimOf(config) }
    try {
      return judgeRecords(sender.domain, await findSenderRecords(createLookUp(), sender))
    } catch {
      return unknown(`No name server told of ${sender.domain}`, 'Ask again from where names can be looked up.')
    }
  },
}

/** What must hold of the mail server and of the domain that mails come from. */
export const checks: readonly Check<Settings>[] = [configured, answers, vouched]
