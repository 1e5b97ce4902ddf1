import type { Tx } from '../db/db.ts'
import { addJob } from '../jobs/add-job.ts'
import type { Job, JobContext } from '../jobs/job.ts'
import type { Meter } from '../observe/metrics/meter.ts'
import type { MailBrand } from './content.ts'
import { type MailFailed, mailFailed } from './mail-failed.ts'
import type { MailKind } from './mail-kind.ts'
import type { Message, Transport } from './message.ts'
import { failed, sent } from './metrics.ts'
import { probeMail } from './probe-mail.ts'
import * as queries from './queries.ts'
import { jobOf, sendMail } from './queue-mail.ts'
import { renderMail } from './render-mail.tsx'

const minute = 60_000
const hour = 60 * minute

/** How long a mail is tried. */
export const patience = 24 * hour

// Greylisting lets through after some minutes; a full mailbox may take a day.
const pauses = [0.5, 4, 10, 15, 30, 60, 120, 180, 240, 240, 240, 240].map((minutes) => minutes * minute)

/** Whose mail it was, and to which address: the account may have another one by now. */
export type Addressed = { readonly accountId: string | null; readonly address: string; readonly now: Date }

export type MailDeps = {
  readonly transport: Transport
  readonly kinds: readonly MailKind[]
  readonly brand: MailBrand
  /** The host behind the @ of a Message-ID. */
  readonly host: string
  /** In milliseconds, until a server that was away is asked again. */
  readonly probeMs: number
  /** Where tries are counted. */
  readonly meter: Meter
  /** The address took the mail. */
  onTaken(tx: Tx, taken: Addressed): Promise<void>
  /** The address refused the mail for good: whoever it belongs to is told elsewhere. */
  onRefused(tx: Tx, refused: Addressed): Promise<void>
}

type Waiting = NonNullable<Awaited<ReturnType<typeof queries.findWaiting>>>

async function compose({ kinds, brand, host }: MailDeps, mail: Waiting, now: Date): Promise<Message | null> {
  const kind = kinds.find(({ name }) => name === mail.kind)
  if (!kind) throw new Error(`There is no kind of mail ${mail.kind}.`)
  const about = mail.about as Record<string, string>
  const composed = await kind.compose({ accountId: mail.account_id, about, causedAt: mail.created_at }, now)
  if (!composed) return null
  const { to, locale, content } = composed
  return { to, subject: content.subject, messageId: `${mail.id}@${host}`, ...renderMail(content, { brand, locale }) }
}

type Failed = { readonly mail: Waiting; readonly to: string; readonly failure: MailFailed; readonly now: Date }

// It answers when it is asked, and yet the mail does not get through: that is this mail's affair.
const awayAtMost = 3

// When a mail that is refused for now is tried again; null: not any more.
function nextTry({ tries, trying_since }: Waiting, now: Date): Date | null {
  const pause = pauses[tries]
  const next = new Date(now.getTime() + (pause ?? 0))
  return pause === undefined || next.getTime() >= trying_since.getTime() + patience ? null : next
}

async function noteFailure(tx: Tx, deps: MailDeps, { mail, to, failure, now }: Failed): Promise<void> {
  const { id, tries } = mail
  const verdict = failure.verdict === 'away' && tries >= awayAtMost ? 'later' : failure.verdict
  const nextProbe = new Date(now.getTime() + deps.probeMs)
  const nextTryAt = { away: nextProbe, later: nextTry(mail, now), never: null }[verdict]
  await queries.noteAnswer(tx, { id, verdict, reply: failure.message, nextTryAt })
  if (verdict === 'away') return probeMail(tx, nextProbe)
  if (nextTryAt) return addJob(tx, ...jobOf(id, nextTryAt))
  await queries.finish(tx, { id, outcome: 'given-up', now })
  if (verdict === 'never') await deps.onRefused(tx, { accountId: mail.account_id, address: to, now })
}

async function trySending(deps: MailDeps, { db, clock, log }: JobContext, mail: Waiting): Promise<void> {
  const { id } = mail
  const message = await compose(deps, mail, clock())
  if (!message)
    return db.transaction(async (tx) => void (await queries.finish(tx, { id, outcome: 'not-due', now: clock() })))
  await db.transaction((tx) => queries.noteTry(tx, { id, now: clock() }))
  try {
    await deps.transport.send(message)
  } catch (error) {
    const failure = mailFailed(error)
    log.warn({ mailId: id, kind: mail.kind, verdict: failure.verdict, reply: failure.message }, 'mail: not taken')
    deps.meter.count(failed, { verdict: failure.verdict })
    return db.transaction((tx) => noteFailure(tx, deps, { mail, to: message.to.address, failure, now: clock() }))
  }
  deps.meter.count(sent, {})
  await db.transaction(async (tx) => {
    const now = clock()
    await queries.finish(tx, { id, outcome: 'sent', now })
    await deps.onTaken(tx, { accountId: mail.account_id, address: message.to.address, now })
  })
  log.info({ mailId: id, kind: mail.kind }, 'mail: sent')
}

const idOf = (payload: unknown): string =>
  typeof payload === 'object' && payload !== null && 'mailId' in payload ? String(payload.mailId) : ''

/** Sends one mail, unless that is done. A worker that dies at any step leaves it to the next: at least once, under the same Message-ID. */
export const sendMailJob = (deps: MailDeps): Job => ({
  name: sendMail,
  async run(context, payload) {
    const mail = await queries.findWaiting(context.db, idOf(payload))
    if (mail) await trySending(deps, context, mail)
  },
})
