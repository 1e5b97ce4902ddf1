import type { Tx } from '../db/db.ts'
import { addJob } from '../jobs/add-job.ts'
import type { Job, JobContext } from '../jobs/job.ts'
import { mailFailed } from './mail-failed.ts'
import type { Transport } from './message.ts'
import * as queries from './queries.ts'
import { jobOf } from './queue-mail.ts'

const name = 'probe-mail'

/** In milliseconds, between one look at whether the mail server is there again and the next. */
export const usualProbeMs = 20_000

// Let go in small numbers: the others look again when these are through, or fail in their stead.
const atOnce = 200

/** Looks at a time whether the mail server is there again; one such job at most waits. */
export const probeMail = (tx: Tx, runAt: Date): Promise<void> => addJob(tx, { name }, { runAt, key: name })

async function letGo(tx: Tx, now: Date): Promise<void> {
  const ids = await queries.findParked(tx, atOnce)
  if (ids.length === 0) return
  await queries.unpark(tx, ids)
  for (const mailId of ids) await addJob(tx, ...jobOf(mailId))
  if (ids.length === atOnce) await probeMail(tx, new Date(now.getTime() + 1_000))
}

type Deps = { readonly transport: Transport; readonly patience: number; readonly probeMs: number }

async function probe({ transport, patience, probeMs }: Deps, { db, clock, log }: JobContext): Promise<void> {
  const now = clock()
  const before = new Date(now.getTime() - patience)
  const givenUp = await db.transaction((tx) => queries.giveUpParked(tx, { before, now }))
  if (givenUp > 0) log.error({ mails: givenUp }, 'mail: given up, nobody was there to take it for a day')
  if (!(await queries.hasParked(db))) return
  try {
    await transport.check()
  } catch (error) {
    log.warn({ reply: mailFailed(error).message }, 'mail: the server is away')
    return db.transaction((tx) => probeMail(tx, new Date(clock().getTime() + probeMs)))
  }
  await db.transaction((tx) => letGo(tx, clock()))
}

/** While mails wait for a server: one question to it every 20 s instead of one for each mail, and all go when it answers. */
export const probeMailJob = (deps: Deps): Job => ({ name, run: (context) => probe(deps, context) })
