import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import type { Config } from '../config/config.ts'
import { takesMail } from '../config/mail-settings.ts'
import { markArriving, markBouncing } from '../features/accounts/index.ts'
import { mailChangeJob, mailProofJob, verificationMails } from '../features/email-verification/index.ts'
import type { Keys } from '../features/keys/index.ts'
import { passwordMails } from '../features/passwords/index.ts'
import { mailRecoveryJob, recoveryMails } from '../features/recovery/index.ts'
import { lockMails, tellOwnerJob } from '../features/sign-in/index.ts'
import { mailSignUpJob, signUpMails } from '../features/sign-up/index.ts'
import { farewellMails, standingMails } from '../features/standing/index.ts'
import { createLimiter } from '../features/throttle/index.ts'
import { authenticatorMails, backupCodeMails, passkeyMails } from '../features/two-factor/index.ts'
import type { Db, Tx } from '../platform/db/db.ts'
import { plainButton } from '../platform/html/brand-css.ts'
import type { Job } from '../platform/jobs/job.ts'
import type { MailBrand } from '../platform/mail/content.ts'
import { linksIn } from '../platform/mail/links-in.ts'
import type { MailKind } from '../platform/mail/mail-kind.ts'
import { askingServer, type MailServer } from '../platform/mail/mail-server.ts'
import { createMailbox, type KeptMail } from '../platform/mail/mailbox.ts'
import type { Mailbox, Transport } from '../platform/mail/message.ts'
import { probeMailJob, usualProbeMs } from '../platform/mail/probe-mail.ts'
import { type Addressed, patience, sendMailJob } from '../platform/mail/send-mail.ts'
import { createSmtpTransport, type OnLine } from '../platform/mail/smtp-transport.ts'
import type { Meter } from '../platform/observe/metrics/meter.ts'
import type { Scope } from '../platform/scope/scope.ts'

/** How mails of this installation look. */
export function brandOf({ siteName, siteUrl, publicUrl, brandColor }: Config): MailBrand {
  const { accent, 'on-accent': onAccent } = plainButton(brandColor)
  return { siteName, siteUrl: siteUrl ?? publicUrl.href, accent, onAccent }
}

/** What stands behind the @ where nothing else is set. */
export const hostOf = ({ publicUrl }: Config) => new URL(publicUrl.origin).hostname

/** What /health says of mail: whether it gets away; `off` where it should and there is no server to take it. Null: nothing. */
export function mailHealth({ smtpUrl, environment }: Config): 'watched' | 'off' | null {
  if (smtpUrl !== null) return 'watched'
  return environment === 'production' ? 'off' : null
}

const senderOf = (config: Config): Mailbox => config.mailFrom ?? { name: '', address: `accounts@${hostOf(config)}` }

/** Whether somebody takes mails. */
export const sendsMail = (config: Config): boolean => takesMail(config)

type Listeners = { readonly onLine?: OnLine; onKept(mail: KeptMail): void }

/** Who takes mails over: SMTP_URL, or in development a folder that keeps them; null where nobody does. */
export async function openTransport(config: Config, { onLine, onKept }: Listeners): Promise<Transport | null> {
  const from = senderOf(config)
  if (config.smtpUrl) {
    const key = config.mailDkimKey?.reveal()
    const domain = from.address.split('@')[1] ?? ''
    const dkim = key === undefined ? null : { domain, selector: config.mailDkimSelector, key }
    return createSmtpTransport({ url: config.smtpUrl.reveal(), from, dkim }, onLine)
  }
  if (!sendsMail(config)) return null
  return createMailbox({ dataDir: config.dataDir, from, onKept })
}

const nobody: Listeners = { onKept: () => {} }

/** Who takes mails over here, for whoever wants to know whether it does. */
export function mailServerOf(config: Config): MailServer {
  const state = config.smtpUrl === null ? (sendsMail(config) ? 'kept' : 'off') : null
  if (state) return { ask: async () => ({ state }) }
  return askingServer(async () => (await openTransport(config, nobody))!)
}

type Parts = {
  readonly config: Config
  readonly db: Db
  readonly keys: Keys
  readonly log: Logger
  readonly meter: Meter
}

const kindsOf = (parts: Parts): readonly MailKind[] => [
  ...passwordMails(parts),
  ...recoveryMails(parts),
  ...lockMails(parts),
  ...signUpMails(parts),
  ...verificationMails(parts),
  ...authenticatorMails(parts),
  ...backupCodeMails(parts),
  ...passkeyMails(parts),
  ...standingMails(parts),
  ...farewellMails(parts),
]

const jobScope = (now: Date): Scope => ({
  ...{ caller: null, ip: null, userAgent: null, locale: 'en', timeZone: 'UTC' },
  requestId: `job-${randomUUID()}`,
  now,
})

/** Keeps with an account whether mails to its address arrive. */
const noteWith =
  (mark: typeof markBouncing) =>
  async (tx: Tx, { accountId, address, now }: Addressed): Promise<void> => {
    if (accountId !== null) await mark(tx, jobScope(now), { accountId, address })
  }

/** The jobs that send mails; none where nobody takes them. */
export async function openMail(parts: Parts): Promise<{ readonly jobs: readonly Job[]; close(): Promise<void> }> {
  const { config, log } = parts
  const limiter = createLimiter(parts)
  const transport = await openTransport(config, {
    // What is to be opened is printed, so that one need not look for it.
    onKept: ({ to, subject, text }) =>
      log.info(`Mail kept for ${to.address}: ${[subject, ...linksIn(text)].join(' ')}`),
  })
  if (!transport) return { jobs: [], close: async () => {} }
  const sending = {
    transport,
    kinds: kindsOf(parts),
    brand: brandOf(config),
    host: hostOf(config),
    probeMs: usualProbeMs,
  }
  return {
    jobs: [
      sendMailJob({
        ...sending,
        meter: parts.meter,
        onTaken: noteWith(markArriving),
        onRefused: noteWith(markBouncing),
      }),
      probeMailJob({ transport, patience, probeMs: usualProbeMs }),
      ...[mailRecoveryJob, mailSignUpJob, mailProofJob, mailChangeJob, tellOwnerJob].map((job) =>
        job({ ...parts, limiter }),
      ),
    ],
    close: () => transport.close(),
  }
}
