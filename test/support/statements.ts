import type { Pool } from 'pg'

/** Hands every statement that is sent from now on to a listener; returns how to stop. */
export type OnStatement = (listener: (text: string) => void) => () => void

const textOf = (query: unknown) => (typeof query === 'string' ? query : (query as { text: string }).text)

/** Makes the clients of a pool tell what they send; before any of them is connected. */
export function watchStatements(pool: Pool): OnStatement {
  const listeners = new Set<(text: string) => void>()
  pool.on('connect', (client) => {
    const send = client.query.bind(client) as (...given: unknown[]) => unknown
    client.query = ((...given: unknown[]) => {
      for (const listener of listeners) listener(textOf(given[0]))
      return send(...given)
    }) as typeof client.query
  })
  return (listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
}
