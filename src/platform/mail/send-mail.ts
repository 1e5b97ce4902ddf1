import type { Tx } from '../db/db.ts'
import { addJob } from '../jobs/add-job.ts'
import type { Job, JobContext } from '../jobs/job.ts'
import type { MailBrand } from './content.ts'
import { type MailFailed, mailFailed } from './mail-failed.ts'
import type { MailKind } from './mail-kind.ts'
import type { Message, Transport } from './message.ts'
import { probeMail } from './probe-mail.ts'
import * as queries from './queries.ts'
import { sendMail } from './queue-mail.ts'
import { renderMail } from './render-mail.tsx'

const minute = 60_000
const hour = 60 * minute

/** How long a mail is tried. */
export const patience = 24 * hour

// Greylisting lets through after some minutes; a full mailbox may take a day.
const pauses = [0.5, 4, 10, 15, 30, 60, 120, 180, 240, 240, 240, 240].map((minutes) => minutes * minute)

export type MailDeps = {
  readonly transport: Transport
  readonly kinds: readonly MailKind[]
  readonly brand: MailBrand
  /** The host behind the @ of a Message-ID. */
  readonly host: string
  /** In milliseconds, until a server that was away is asked again. */
  readonly probeMs: number
  /** The address refused the mail for good: whoever it belongs to is told elsewhere. */
  onRefused(tx: Tx, accountId: string | null): Promise<void>
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

type Failed = { readonly mail: Waiting; readonly failure: MailFailed; readonly now: Date }

// It answers when it is asked, and yet the mail does not get through: that is this mail's affair.
const awayAtMost = 3

async function noteFailure(tx: Tx, deps: MailDeps, { mail, failure, now }: Failed): Promise<void> {
  const { id, tries } = mail
  const verdict = failure.verdict === 'away' && tries >= awayAtMost ? 'later' : failure.verdict
  await queries.noteAnswer(tx, { id, verdict, reply: failure.message })
  if (verdict === 'away') return probeMail(tx, new Date(now.getTime() + deps.probeMs))
  const pause = pauses[tries]
  const next = new Date(now.getTime() + (pause ?? 0))
  const isOver = pause === undefined || next.getTime() >= mail.created_at.getTime() + patience
  if (verdict === 'later' && !isOver) return addJob(tx, { name: sendMail }, { payload: { mailId: id }, runAt: next })
  await queries.finish(tx, { id, outcome: 'given-up', now })
  if (verdict === 'never') await deps.onRefused(tx, mail.account_id)
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
    return db.transaction((tx) => noteFailure(tx, deps, { mail, failure, now: clock() }))
  }
  await db.transaction((tx) => queries.finish(tx, { id, outcome: 'sent', now: clock() }))
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
