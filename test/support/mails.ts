import { expect, vi } from 'vitest'
import { startMailWorker, textOf } from './mail-worker.ts'
import { startTestServer, type TestServer } from './server.ts'
import { startTestSmtp, type TakenMail, type TestSmtp } from './smtp.ts'

const wait = { timeout: 20_000, interval: 20 }

/** A server whose mails arrive at a real mail server, and what came there. */
export type MailingServer = {
  readonly server: TestServer
  readonly smtp: TestSmtp
  readonly env: Readonly<Record<string, string>>
  mailsTo(email: string): readonly TakenMail[]
  /** The newest mail to an address, as soon as there are so many. */
  untilMail(email: string, count?: number): Promise<TakenMail>
  /** Until no job is left: what has not come by then does not come. */
  untilIdle(): Promise<void>
  stop(): Promise<void>
}

/** Starts it with a worker; limits are off unless `env` turns them on. Passkeys need a `host` with a name. */
export async function startMailingServer(
  more: Record<string, string> = {},
  host?: 'localhost',
): Promise<MailingServer> {
  const smtp = await startTestSmtp()
  const env = { SMTP_URL: smtp.url, MAIL_FROM: 'accounts@example.org', ...more }
  const server = await startTestServer({ env, ...(host ? { host } : {}) })
  const worker = await startMailWorker(server)
  const mailsTo = (email: string) => smtp.taken.filter(({ to }) => to[0] === email)
  return {
    ...{ server, smtp, env, mailsTo },
    untilMail: (email, count = 1) =>
      vi.waitFor(() => {
        const mails = mailsTo(email)
        expect(mails.length).toBeGreaterThanOrEqual(count)
        return mails[count - 1] as TakenMail
      }, wait),
    untilIdle: () =>
      vi.waitFor(async () => {
        const { rows } = await server.database.owner.query('select 1 from porchlight_jobs._private_jobs')
        expect(rows).toHaveLength(0)
      }, wait),
    async stop() {
      await worker.stop()
      await server.stop()
      await smtp.stop()
    },
  }
}

/** The six digits in a mail. */
export const codeIn = (mail: TakenMail): string => /^ {4}(\d{6})\r?$/m.exec(textOf(mail))?.[1] ?? ''

/** The addresses in a mail that lead to a path, below the address of the server. */
export const pathsIn = (mail: TakenMail, { origin }: Pick<TestServer, 'origin'>): readonly string[] =>
  [...textOf(mail).matchAll(/^(https?:\/\/\S+)\r?$/gm)].flatMap(([, link = '']) =>
    link.startsWith(origin) ? [link.slice(origin.length)] : [],
  )
