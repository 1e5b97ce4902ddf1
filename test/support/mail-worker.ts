import { openMail } from '../../src/app/mail.ts'
import { loadKeys } from '../../src/features/keys/index.ts'
import { startJobs } from '../../src/platform/jobs/start-jobs.ts'
import { silentMeter } from '../../src/platform/observe/metrics/meter.ts'
import { type TestServer, testSecret } from './server.ts'
import { silentLog } from './silent-log.ts'
import type { TakenMail } from './smtp.ts'

/** A worker beside a test server, which does what concerns mails by the clock of that server. */
export async function startMailWorker({ config, database, now }: TestServer): Promise<{ stop(): Promise<void> }> {
  const { db, connection } = database
  const log = silentLog()
  const mail = await openMail({ config, db, log, keys: await loadKeys(db, [testSecret]), meter: silentMeter })
  const worker = startJobs({ connection, jobs: mail.jobs, db, clock: now, log })
  return {
    async stop() {
      await worker.stop()
      await mail.close()
    },
  }
}

/** A part of a mail, decoded. */
function partOf({ source }: TakenMail, kind: 'plain' | 'html'): string {
  const [, part = ''] = new RegExp(`^Content-Type: text/${kind}(.*?)^--`, 'ims').exec(source) ?? []
  const body = part.slice(part.indexOf('\r\n\r\n') + 4)
  if (/^Content-Transfer-Encoding: base64/im.test(part)) return Buffer.from(body, 'base64').toString()
  if (!/^Content-Transfer-Encoding: quoted-printable/im.test(part)) return body
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([\dA-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString()
}

/** The text of a mail, as a mailbox shows it. */
export const textOf = (mail: TakenMail): string => partOf(mail, 'plain')

/** The same with its looks. */
export const htmlOf = (mail: TakenMail): string => partOf(mail, 'html')

/** The token of the link in a mail. */
export const tokenIn = (mail: TakenMail): string => /[?]token=([\w-]+)/.exec(textOf(mail))?.[1] ?? ''
