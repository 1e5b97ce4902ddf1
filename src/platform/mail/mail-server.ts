import { setTimeout as sleep } from 'node:timers/promises'
import { mailFailed } from './mail-failed.ts'
import type { Transport } from './message.ts'

/** What becomes of mails here. `silent`: the server has not answered yet, which it may do any moment. */
export type MailServerState =
  | { readonly state: 'off' | 'kept' | 'answers' | 'silent' }
  | { readonly state: 'away'; readonly reply: string }

/** Tells whether mails would be taken now. */
export type MailServer = { ask(): Promise<MailServerState> }

// In milliseconds: whoever looks at a page does not wait for a server that hangs, and looking often asks it no more often.
const patience = 1_500
const fresh = 15_000

async function askOnce(open: () => Promise<Transport>): Promise<MailServerState> {
  const transport = await open()
  try {
    await transport.check()
    return { state: 'answers' }
  } catch (error) {
    return { state: 'away', reply: mailFailed(error).message }
  } finally {
    await transport.close()
  }
}

/** Asks the server behind a transport, once for all who want to know at about the same time. */
export function askingServer(open: () => Promise<Transport>): MailServer {
  let known: { readonly answer: MailServerState; readonly at: number } | null = null
  let underWay: Promise<MailServerState> | null = null
  const begin = () =>
    askOnce(open)
      .then((answer) => {
        known = { answer, at: Date.now() }
        return answer
      })
      .finally(() => {
        underWay = null
      })
  return {
    async ask() {
      if (known && Date.now() - known.at < fresh) return known.answer
      underWay ??= begin()
      return Promise.race([underWay, sleep(patience, { state: 'silent' } as const, { ref: false })])
    },
  }
}
