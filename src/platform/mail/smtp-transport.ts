import { isIP } from 'node:net'
import { format } from 'node:util'
import type { Transporter } from 'nodemailer'
import { mailFailed } from './mail-failed.ts'
import type { Mailbox, Message, Transport } from './message.ts'
import { parseSmtpUrl } from './smtp-url.ts'

/** Signs what is sent (RFC 6376). */
export type Dkim = { readonly domain: string; readonly selector: string; readonly key: string }

export type SmtpSettings = {
  /** What `parseSmtpUrl` reads. */
  readonly url: string
  readonly from: Mailbox
  readonly dkim: Dkim | null
}

/** In milliseconds. A server that falls silent must not hold a worker for long. */
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000, dnsTimeout: 5_000 }

const isLoopback = (host: string) =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))

/** Options of nodemailer for an address. Off this machine nothing is sent in the clear: neither a password nor a link. */
function optionsOf({ url, dkim }: SmtpSettings) {
  const address = parseSmtpUrl(url)
  if (address === null) throw new RangeError('This is not the address of an SMTP server.')
  const { tls, host, port, username, password } = address
  return {
    ...{ host, port, secure: tls, ...patience },
    requireTLS: !tls && !isLoopback(host),
    ...(username === undefined ? {} : { auth: { user: username, pass: password ?? '' } }),
    ...(dkim ? { dkim: { domainName: dkim.domain, keySelector: dkim.selector, privateKey: dkim.key } } : {}),
    // Attachments by path or address are never ours, and must not become anybody's.
    ...{ disableFileAccess: true, disableUrlAccess: true },
  }
}

// A header ends with its line: what somebody typed must not begin another one.
const oneLine = (text: string) => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()

const onOneLine = ({ name, address }: Mailbox): Mailbox => ({ name: oneLine(name), address: oneLine(address) })

/** What nodemailer makes of a message; also for a mailbox that only keeps it. It writes into what it is given, hence the copies. */
export const envelopeOf = (message: Message, from: Mailbox) => ({
  ...{ from: onOneLine(from), to: onOneLine(message.to), subject: oneLine(message.subject) },
  ...{ text: message.text, html: message.html },
  messageId: `<${message.messageId}>`,
  // Answered by no machine (RFC 3834).
  headers: { 'Auto-Submitted': 'auto-generated' },
})

/** Told of each line of the conversation, without passwords and without the mail itself. */
export type OnLine = (speaker: 'client' | 'server', line: string) => void

const listening = (onLine: OnLine) => ({
  transactionLog: true,
  logger: {
    ...Object.fromEntries(['trace', 'info', 'warn', 'error', 'fatal'].map((level) => [level, () => {}])),
    debug: ({ tnx }: { tnx?: string }, text = '', ...values: unknown[]) => {
      if (tnx === 'client' || tnx === 'server') onLine(tnx, format(text, ...values))
    },
  },
})

/** Hands mails over by SMTP, each on a connection of its own. nodemailer is loaded here, so that nobody without mail pays for it. */
export async function createSmtpTransport(settings: SmtpSettings, onLine?: OnLine): Promise<Transport> {
  const { createTransport } = await import('nodemailer')
  const transporter: Transporter = createTransport({ ...optionsOf(settings), ...(onLine ? listening(onLine) : {}) })
  const failed = (error: unknown) => Promise.reject(mailFailed(error))
  return {
    send: async (message) => void (await transporter.sendMail(envelopeOf(message, settings.from)).catch(failed)),
    check: async () => void (await transporter.verify().catch(failed)),
    close: async () => transporter.close(),
  }
}
