import { setTimeout as sleep } from 'node:timers/promises'
import type { Circuit } from './circuit.ts'
import type { Client } from './client.ts'
import { withinDeadline } from './deadline.ts'
import { awayBecause } from './reason.ts'
import { defineScript, runScript } from './script.ts'

// A ping is answered by a Redis that takes no writes, runs no scripts or lets us say nothing: this does what we need of it.
const script = defineScript(`
redis.call('set', KEYS[1], ARGV[1], 'px', 10000)
redis.call('publish', KEYS[1], ARGV[1])
return 1
`)

/** Does each thing once that Redis is there for. */
export const look = (client: Client): Promise<unknown> =>
  runScript(client, script, { key: 'porchlight:look', values: [1] })

type Watch = { readonly circuit: Circuit; readonly deadline: number; readonly signal: AbortSignal }

/** Resolves when the connection stands, rejects when its first try has failed. */
const firstTry = (client: Client) =>
  new Promise<void>((resolve, reject) => {
    client.once('ready', resolve)
    client.once('error', reject)
  })

async function keepLooking(client: Client, { circuit, deadline, signal }: Watch, first: () => void): Promise<void> {
  while (!signal.aborted) {
    const started = performance.now()
    const answer = look(client)
    try {
      await withinDeadline(answer, deadline)
      circuit.up()
    } catch (error) {
      if (!signal.aborted) circuit.down(awayBecause(error))
    }
    first()
    // At most one is under way: nothing else is sent to a Redis that is down, and the silence ends the connection.
    await answer.catch(() => {}) // told already
    const pause = Math.max(0, circuit.pause() - (performance.now() - started))
    await sleep(pause, undefined, { signal }).catch(() => {}) // ends early
  }
}

/** Connects, then looks again and again until the signal. Resolves after the first look to a promise of the end. */
export async function watch(client: Client, options: Watch): Promise<{ ended: Promise<void> }> {
  const { circuit, deadline, signal } = options
  client.on('error', (error) => signal.aborted || circuit.down(awayBecause(error)))
  const tried = firstTry(client)
  client.connect().catch(() => {}) // each failure is an event too, and it goes on trying
  await withinDeadline(tried, 2 * deadline).catch((error) => circuit.down(awayBecause(error)))
  return new Promise((resolve) => {
    const ended: Promise<void> = keepLooking(client, options, () => resolve({ ended }))
  })
}
