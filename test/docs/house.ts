import { dirname } from 'node:path'
import { freePort } from '../support/free-port.ts'
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

/** A trial on one's own machine, or a server for others, set up by the manual alone. */
export type Kind = 'trial' | 'live'

// More than any reader does in a minute.
const wide = { LIMIT_REGISTRATION: '1000/hour', LIMIT_SIGN_IN_ADDRESS: '1000/minute' }
const password = 'Lantern-over-7-steps'

/** Somebody whom the admins of the pages look after. */
async function registerFinn(port: number, origin: string): Promise<void> {
  const names = { firstName: 'Finn', lastName: 'Reed', username: 'finn', email: 'finn@example.com' }
  const reply = await fetch(`http://localhost:${port}${new URL(origin).pathname}api/accounts`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: JSON.stringify({ ...names, password, acceptTerms: true }),
  })
  if (reply.status !== 201) throw new Error(await reply.text())
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
  const origin = `${kind === 'trial' ? 'http' : 'https'}://localhost:${port}`
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
      await registerFinn(port, origin)
      own.SEAL = (await server.shows(/"seal":"(\d+:[0-9a-f]{64})"/))[1] ?? ''
    } catch (error) {
      await close()
      throw error
    }
  }
  const necessary = { PORT: `${port}`, LOG_FORMAT: 'json', EMAIL_VERIFICATION: 'off', ...wide }
  if (kind === 'trial') {
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
