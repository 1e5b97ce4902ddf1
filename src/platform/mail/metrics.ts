import type { Db } from '../db/db.ts'
import { type Meter, sample } from '../observe/metrics/meter.ts'
import { counter, gauge, type Metric } from '../observe/metrics/metric.ts'
import { readBacklog } from './queries.ts'

/** Mails that this process handed over. */
export const sent = counter({ name: 'porchlight_mails_sent_total', help: 'Mails that the mail server took over' })

/** Tries of this process that did not end so, by what they mean. */
export const failed = counter({
  name: 'porchlight_mail_failures_total',
  help: 'Tries to hand a mail over that failed: the server was away, or said later or never',
  labels: { verdict: ['away', 'later', 'never'] },
})

const waiting = gauge({
  name: 'porchlight_mails_waiting',
  help: 'Mails that are neither sent nor given up',
  across: 'once',
})
const oldest = gauge({
  name: 'porchlight_mails_oldest_seconds',
  help: 'For how long the mail that waits longest has been tried, 0 where none waits',
  across: 'once',
})

/** What is measured of mails. */
export const metrics: readonly Metric[] = [sent, failed, waiting, oldest]

/** Measures the queue, which all processes share. */
export function watchMails(meter: Meter, db: Db): void {
  meter.watchShared(async () => {
    const backlog = await readBacklog(db)
    return [sample(waiting, Number(backlog.waiting)), sample(oldest, Number(backlog.oldest_seconds))]
  })
}
