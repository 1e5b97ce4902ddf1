import type { Logger } from 'pino'
import { type Circuit, createCircuit } from './circuit.ts'
import { type Client, openClient } from './client.ts'
import { withinDeadline } from './deadline.ts'
import { awayBecause, RedisAway } from './reason.ts'
import { parseRedisUrl } from './redis-url.ts'
import { runScript, type Script } from './script.ts'
import { look, watch } from './watch.ts'

export type Listener = {
  onMessage(message: string): void
  /** What is said from now on may be missed. */
  onDown(): void
}

/** A connection that is either good or given up in a fraction of a second, and comes back by itself. */
export type Redis = {
  /** Whether it is used; while it is not, every call fails at once. */
  isUp(): boolean
  /** Runs a script on one key. Throws RedisAway. */
  run(script: Script, key: string, values: readonly number[]): Promise<unknown>
  /** Throws RedisAway. */
  publish(topic: string, message: string): Promise<void>
  /** Messages from now on, and again after each interruption; returns how to stop. */
  listen(topic: string, listener: Listener): () => void
  /** Looks anew. Throws RedisAway. */
  check(): Promise<void>
  /** Says goodbye, within a second. */
  close(): Promise<void>
}

type Options = {
  readonly url: string
  readonly log: Logger
  /** How long a command may take, in milliseconds. */
  readonly deadline?: number
}

const farewell = 500

async function hangUp(client: Client): Promise<void> {
  if (client.isReady) await withinDeadline(client.close(), farewell).catch(() => {}) // then without a goodbye
  if (client.isOpen) client.destroy()
}

function listenTo(client: Client, channel: string, hear: (message: string) => void): () => void {
  // One that fails, because the connection breaks meanwhile, comes again with the next connection.
  const subscribe = () => void client.subscribe(channel, hear).catch(() => {})
  client.on('ready', subscribe)
  if (client.isReady) subscribe()
  return () => {
    client.off('ready', subscribe)
    if (client.isReady) client.unsubscribe(channel, hear).catch(() => {}) // the connection is ending
  }
}

/** Does work only while Redis is used, in time or not at all; whatever goes wrong ends its use. */
const guard =
  (circuit: Circuit, deadline: number) =>
  async <T>(work: () => Promise<T>): Promise<T> => {
    if (!circuit.isUp()) throw new RedisAway('it is away')
    try {
      return await withinDeadline(work(), deadline)
    } catch (error) {
      const reason = awayBecause(error)
      circuit.down(reason)
      throw reason
    }
  }

/**
 * Connects to a Redis or Valkey; `url` is what `parseRedisUrl` reads. One that is away is no error: the log says so, and it
 * is used as soon as it is there.
 */
export async function connectRedis({ url, log, deadline = 300 }: Options): Promise<Redis> {
  const address = parseRedisUrl(url)
  if (address === null) throw new RangeError('This is not the address of a Redis.')
  const client = await openClient(address)
  const stopping = new AbortController()
  const listeners = new Set<Listener>()
  const onDown = () => {
    for (const listener of listeners) listener.onDown()
  }
  const circuit = createCircuit({ log, onDown })
  const { ended } = await watch(client, { circuit, deadline, signal: stopping.signal })

  const guarded = guard(circuit, deadline)
  // Keys belong to a numbered database, channels to all of them.
  const channelOf = (topic: string) => `porchlight:${address.database}:${topic}`
  return {
    isUp: circuit.isUp,
    run: (script, key, values) => guarded(() => runScript(client, script, { key: `porchlight:${key}`, values })),
    publish: async (topic, message) => void (await guarded(() => client.publish(channelOf(topic), message))),
    listen(topic, listener) {
      listeners.add(listener)
      const leave = listenTo(client, channelOf(topic), (message) => listener.onMessage(message))
      return () => {
        listeners.delete(listener)
        leave()
      }
    },
    check: async () => void (await guarded(() => look(client))),
    async close() {
      stopping.abort()
      await hangUp(client)
      await ended
    },
  }
}
