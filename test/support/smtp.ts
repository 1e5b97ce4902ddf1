import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { freePort } from './free-port.ts'

/** A mail as it came over the line. */
export type TakenMail = { readonly from: string; readonly to: readonly string[]; readonly source: string }

/** When a server says what: `421 closing` at the greeting, the recipient, the end of the mail, or when it has taken it; `hang` never answers. */
export type Fault = {
  readonly at: 'greeting' | 'recipient' | 'data' | 'taken'
  readonly reply: `${number} ${string}` | 'hang'
}

/** A real SMTP server on the loopback that takes everything, but for the fault it is told. */
export type TestSmtp = {
  readonly url: string
  readonly port: number
  readonly taken: readonly TakenMail[]
  /** From now on; null takes everything again. */
  fail(fault: Fault | null): void
  /** Ends it, and starts it again on the same port with what it has taken. */
  stop(): Promise<void>
  start(): Promise<void>
}

const errorOf = (reply: string) => Object.assign(new Error(reply.slice(4)), { responseCode: Number(reply.slice(0, 3)) })

type Callback = (error?: Error | null) => void

/** `options` go to the server, such as a certificate of its own. */
export async function startTestSmtp(options: SMTPServerOptions = {}): Promise<TestSmtp> {
  const port = await freePort()
  const taken: TakenMail[] = []
  let fault: Fault | null = null
  const failsAt = (at: Fault['at'], callback: Callback): boolean => {
    if (fault?.at !== at) return false
    if (fault.reply !== 'hang') callback(errorOf(fault.reply))
    return true
  }
  const make = () =>
    new SMTPServer({
      authOptional: true,
      hideSTARTTLS: options.key === undefined,
      closeTimeout: 100,
      ...options,
      onConnect: (_, callback) => void (failsAt('greeting', callback) || callback()),
      onRcptTo: (_, __, callback) => void (failsAt('recipient', callback) || callback()),
      onData(stream, session, callback) {
        let source = ''
        stream.setEncoding('utf8').on('data', (part: string) => {
          source += part
        })
        stream.on('end', () => {
          if (failsAt('data', callback)) return
          const { mailFrom, rcptTo } = session.envelope
          taken.push({ from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address), source })
          if (!failsAt('taken', callback)) callback()
        })
      },
    }).on('error', () => {}) // of one connection: the other end tells
  let server: SMTPServer | null = null
  const smtp: TestSmtp = {
    url: `smtp://127.0.0.1:${port}`,
    ...{ port, taken },
    fail(next) {
      fault = next
    },
    async stop() {
      const stopping = server
      server = null
      if (stopping) await new Promise<void>((resolve) => stopping.close(resolve))
    },
    async start() {
      const starting = make()
      server = starting
      await new Promise<void>((resolve) => starting.listen(port, '127.0.0.1', resolve))
    },
  }
  await smtp.start()
  return smtp
}
