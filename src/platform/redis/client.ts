import type { RedisClientType } from '@redis/client'
import type { RedisAddress } from './redis-url.ts'

export type Client = RedisClientType

const firstPause = 100
const longestPause = 2_000

/** A client that connects, and connects again with growing pauses for as long as it is not closed. The package is loaded here, so that nobody without Redis pays for it. */
export async function openClient({ host, port, tls, ...account }: RedisAddress): Promise<Client> {
  const { createClient } = await import('@redis/client')
  const socket = {
    host,
    port,
    connectTimeout: 2_000,
    // Silence for so long is a dead line: there is a look every second.
    socketTimeout: 3_000,
    reconnectStrategy: (retries: number) => Math.min(firstPause * 2 ** retries, longestPause),
  }
  return createClient({
    ...account,
    name: 'porchlight',
    // Commands that wait for better times would be counted when nobody waits for them any more.
    disableOfflineQueue: true,
    commandsQueueMaxLength: 10_000,
    // The deadline of the caller holds for commands on their way as well, and costs less.
    commandOptions: { timeout: 0 },
    maintNotifications: 'disabled',
    disableClientInfo: true,
    socket: tls ? { ...socket, tls } : socket,
  })
}
