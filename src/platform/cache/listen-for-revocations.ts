import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import { type Connection, connect } from '../db/pool.ts'
import * as queries from './queries.ts'
import { idsOf, type RevocationChannel, type Revoked, revocationChannel } from './revocations.ts'

type Client = Awaited<ReturnType<typeof connect>>

/** In milliseconds: how often the channel is proven, and how long a proof may take. */
type Proof = { readonly every: number; readonly patience: number }

const usualProof: Proof = { every: 10_000, patience: 2_000 }

type Options = { readonly connection: Connection; readonly log: Logger; readonly proof?: Proof }

const shortestPause = 100
const longestPause = 5_000

/** Ends a connection whose other side may have gone without a word: what is written to it might wait for ever. */
async function letGo(client: Client): Promise<void> {
  const late = new AbortController()
  await Promise.race([client.end(), sleep(500, undefined, { signal: late.signal })]).catch(() => {}) // it is gone already
  late.abort()
  const { stream } = (client as unknown as { connection: { stream: { destroy(): void } } }).connection
  stream.destroy()
}

/** The work, or a rejection when it takes longer than so many milliseconds. */
async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  const over = new AbortController()
  const late = sleep(milliseconds, undefined, { signal: over.signal }).then(() => {
    throw new Error('nothing came back in time')
  })
  try {
    return await Promise.race([work, late])
  } finally {
    late.catch(() => {}) // of no matter any more
    over.abort()
  }
}

/** Resolves when a message has come back on the very connection that sent it. */
async function prove(client: Client, channel: string): Promise<void> {
  const payload = randomBytes(9).toString('base64url')
  let listen: (message: { channel: string; payload?: string | undefined }) => void = () => {}
  const heard = new Promise<void>((resolve) => {
    listen = (message) => {
      if (message.channel === channel && message.payload === payload) resolve()
    }
  })
  client.on('notification', listen)
  try {
    await Promise.all([heard, queries.sendProof(client, channel, payload)])
  } finally {
    client.off('notification', listen)
  }
}

/** Until the time is up, the connection ends, or somebody stops it. */
async function waitOn(client: Client, milliseconds: number, stopping: AbortSignal): Promise<void> {
  const over = new AbortController()
  const ended = () => over.abort()
  client.once('end', ended)
  await sleep(milliseconds, undefined, { signal: AbortSignal.any([stopping, over.signal]) }).catch(() => {}) // earlier
  client.off('end', ended)
  if (over.signal.aborted) throw new Error('the connection ended')
}

type Ear = {
  readonly proof: Proof
  /** The channel of the proofs: of its own, so that those of others do not arrive here. */
  readonly channel: string
  readonly stopping: AbortSignal
  readonly isProven: () => boolean
  readonly tell: (revoked: Revoked) => void
  /** By `performance.now()`. */
  provenUntil: number
}

/** Until the connection ends, a proof fails (both reject), or somebody stops it. */
async function listenOn(client: Client, ear: Ear): Promise<void> {
  const { every, patience } = ear.proof
  client.on('notification', (message) => {
    if (message.channel === revocationChannel) ear.tell(idsOf(message.payload ?? ''))
  })
  await within(patience, queries.listen(client, [revocationChannel, ear.channel]))
  while (!ear.stopping.aborted) {
    const begun = performance.now()
    await within(patience, prove(client, ear.channel))
    if (!ear.isProven()) ear.tell('everything')
    ear.provenUntil = begun + every + patience
    await waitOn(client, every, ear.stopping)
  }
}

async function keepListening({ connection, log }: Options, ear: Ear): Promise<void> {
  let pause = shortestPause
  while (!ear.stopping.aborted) {
    let client: Client | null = null
    const begun = performance.now()
    try {
      client = await connect(connection)
      await listenOn(client, ear)
    } catch (error) {
      log.warn({ reason: (error as Error).message }, 'revocations are not heard: sessions are read from the database')
    }
    ear.provenUntil = Number.NEGATIVE_INFINITY
    ear.tell('everything')
    if (client) await letGo(client)
    pause = performance.now() - begun > longestPause ? shortestPause : Math.min(pause * 2, longestPause)
    await sleep(pause, undefined, { signal: ear.stopping }).catch(() => {}) // ends early on close
  }
}

/**
 * Hears of revocations by LISTEN on a connection of its own, which is made anew whenever it ends or a proof (every 10 s,
 * within 2 s) fails. While it is not proven, and whenever it may have missed something, subscribers are told `everything`.
 */
export function listenForRevocations(options: Options): RevocationChannel {
  const listeners = new Set<(revoked: Revoked) => void>()
  const stopping = new AbortController()
  const isProven = () => performance.now() < ear.provenUntil
  const ear: Ear = {
    proof: options.proof ?? usualProof,
    channel: `porchlight_proof_${randomBytes(8).toString('hex')}`,
    stopping: stopping.signal,
    provenUntil: Number.NEGATIVE_INFINITY,
    isProven,
    tell(revoked) {
      for (const listener of listeners) listener(revoked)
    },
  }
  const ended = keepListening(options, ear)
  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    isProven,
    async close() {
      stopping.abort()
      await ended
    },
  }
}
