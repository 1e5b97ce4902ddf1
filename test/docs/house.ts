import { dirname } from 'node:path'
import { Browser } from '../support/browser.ts'
import { freePort } from '../support/free-port.ts'
import { addPasskey } from '../support/passkeys.ts'
import { type Porchlight, porchlight } from '../support/process.ts'
import type { Block } from './blocks.ts'
import { type Checkout, makeCheckout } from './checkout.ts'

/** A checkout with a server of its own, and what stands there in the place of the values that the pages show. */
export type House = {
  readonly checkout: Checkout
  readonly own: Readonly<Record<string, string>>
  /** The environment of a shell in it, as far as it is known by now. */
  env(): Readonly<Record<string, string>>
  /** What the server said at its start. */
  greeting(): string
  /** Follows what a block did: a server for others starts once the page has written its settings. */
  after(block: Block): Promise<void>
  close(): Promise<void>
}

/** A trial on one's own machine, without mails or with those it keeps; or a server for others, set up by the manual alone. */
export type Kind = 'trial' | 'mailing' | 'live'

// More than any reader does in a minute.
const wide = { LIMIT_REGISTRATION: '1000/hour', LIMIT_SIGN_IN_ADDRESS: '1000/minute' }
const password = 'Lantern-over-7-steps'

type Name = { readonly firstName: string; readonly lastName: string; readonly username: string }

/** Whom the admins of the pages look after: on a trial with a passkey each, which needs TLS elsewhere. */
const people: readonly Name[] = [
  { firstName: 'Finn', lastName: 'Reed', username: 'finn' },
  { firstName: 'Gwen', lastName: 'Ivey', username: 'gwen' },
]

async function register(person: Name, { port, origin }: { port: number; origin: string }): Promise<void> {
  const browser = new Browser(`http://localhost:${port}`)
  const body = { ...person, email: `${person.username}@example.com`, password, acceptTerms: true }
  const path = `${new URL(origin).pathname}api/accounts`
  const reply = await browser.api('POST', path, body, { headers: { origin } })
  if (reply.status !== 201) throw new Error(reply.text)
  if (origin === browser.origin) await addPasskey(browser)
}

async function start(checkout: Checkout): Promise<Porchlight> {
  const server = porchlight(['serve'], { cwd: checkout.path })
  await server.shows(/Porchlight is on at[\s\S]*The data is in[\s\S]*admin/)
  return server
}

/** Opens one. */
export async function openHouse(kind: Kind): Promise<House> {
  const checkout = makeCheckout()
  const port = await freePort()
  // Nothing does TLS here: commands find a server for others behind its address.
  const origin = `${kind === 'live' ? 'https' : 'http'}://localhost:${port}`
  const own: Record<string, string> = {
    CHECKOUT: checkout.path,
    DATA_DIR: checkout.dataDir,
    PUBLIC_URL: origin,
    SERVER: `http://127.0.0.1:${port}`,
    PASSWORD: password,
  }
  const path = `${checkout.bin}:${process.env.PATH ?? ''}`
  let server: Porchlight | undefined
  const close = async () => {
    server?.child.kill('SIGTERM')
    await server?.finished
    checkout.remove()
  }
  const begin = async () => {
    server = await start(checkout)
    try {
      if (kind === 'mailing') return
      for (const person of people) await register(person, { port, origin })
      own.SEAL = (await server.shows(/"seal":"(\d+:[0-9a-f]{64})"/))[1] ?? ''
    } catch (error) {
      await close()
      throw error
    }
  }
  const mails = kind === 'mailing' ? {} : { EMAIL_VERIFICATION: 'off' }
  const necessary = { PORT: `${port}`, LOG_FORMAT: 'json', ...mails, ...wide }
  if (kind !== 'live') {
    checkout.writeSettings({ ...necessary, PUBLIC_URL: origin, DATA_DIR: checkout.dataDir })
    await begin()
  }
  return {
    checkout,
    own,
    env: () => ({ PATH: path, HOME: dirname(checkout.path), LANG: 'C.UTF-8', ...own }),
    greeting: () => server?.out() ?? '',
    async after({ text }) {
      if (server || !text.includes('> .env')) return
      checkout.writeSettings(necessary)
      await begin()
    },
    close,
  }
}
