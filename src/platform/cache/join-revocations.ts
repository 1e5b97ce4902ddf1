import type { RevocationChannel } from './revocations.ts'

/** Several channels as one: what any of them tells is heard, and one that is proven is enough. */
export function joinRevocations(channels: readonly RevocationChannel[]): RevocationChannel {
  return {
    subscribe(listener) {
      const stops = channels.map((channel) => channel.subscribe(listener))
      return () => {
        for (const stop of stops) stop()
      }
    },
    isProven: () => channels.some((channel) => channel.isProven()),
    async close() {
      await Promise.all(channels.map((channel) => channel.close()))
    },
  }
}
