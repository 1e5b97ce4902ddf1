import type { Pool } from 'pg'

export type Statement = { readonly text: string; readonly values: readonly unknown[] }

type Listener = (statement: Statement) => void

/** Hands every statement that is sent from now on to a listener; returns how to stop. */
export type OnStatement = (listener: Listener) => () => void

function statementOf([query, given]: readonly unknown[]): Statement {
  const { text, values } = typeof query === 'string' ? { text: query, values: given } : (query as Statement)
  return { text, values: Array.isArray(values) ? values : [] }
}

/** Makes the clients of a pool tell what they send; before any of them is connected. */
export function watchStatements(pool: Pool): OnStatement {
  const listeners = new Set<Listener>()
  pool.on('connect', (client) => {
    const send = client.query.bind(client) as (...given: unknown[]) => unknown
    client.query = ((...given: unknown[]) => {
      for (const listener of listeners) listener(statementOf(given))
      return send(...given)
    }) as typeof client.query
  })
  return (listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
}
