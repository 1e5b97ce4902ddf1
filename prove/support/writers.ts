import { setTimeout as pause } from 'node:timers/promises'
import { Client, type ClientConfig } from 'pg'

/** What one writer was told: which of its rows the database said are in, and which it never said anything about. */
export type Ledger = { readonly acknowledged: Set<number>; readonly doubtful: Set<number>; longestGapMs: number }

const connectionLimitMs = 2_000

async function open(config: ClientConfig): Promise<Client | null> {
  const client = new Client({ ...config, connectionTimeoutMillis: connectionLimitMs })
  client.on('error', () => {}) // the insert under way rejects
  try {
    await client.connect()
    return client
  } catch {
    await client.end().catch(() => {})
    return null
  }
}

/** Inserts one row after another until it is told to stop, over a new connection whenever one is lost. */
export async function write(config: ClientConfig, writer: number, isOver: () => boolean): Promise<Ledger> {
  const ledger: Ledger = { acknowledged: new Set(), doubtful: new Set(), longestGapMs: 0 }
  let client: Client | null = null
  let last = performance.now()
  for (let row = 0; !isOver(); row++) {
    client ??= await open(config)
    if (client === null) {
      await pause(20)
      continue
    }
    try {
      await client.query('insert into ledger (writer, row) values ($1, $2)', [writer, row])
      ledger.acknowledged.add(row)
      ledger.longestGapMs = Math.max(ledger.longestGapMs, performance.now() - last)
      last = performance.now()
    } catch {
      ledger.doubtful.add(row)
      await client.end().catch(() => {})
      client = null
    }
  }
  ledger.longestGapMs = Math.max(ledger.longestGapMs, performance.now() - last)
  await client?.end().catch(() => {})
  return ledger
}

const isKnown = ({ acknowledged, doubtful }: Ledger, row: number) => acknowledged.has(row) || doubtful.has(row)

/** Compares what is there with what was told: rows that were acknowledged and are gone, and rows that nobody wrote. */
export function compare(ledgers: readonly Ledger[], rows: readonly { writer: number; row: number }[]) {
  const found = ledgers.map(() => new Set<number>())
  for (const { writer, row } of rows) found[writer]?.add(row)
  const sum = (count: (ledger: Ledger, there: Set<number>) => number) =>
    ledgers.reduce((all, ledger, writer) => all + count(ledger, found[writer]!), 0)
  return {
    acknowledged: sum(({ acknowledged }) => acknowledged.size),
    lost: sum(({ acknowledged }, there) => [...acknowledged].filter((row) => !there.has(row)).length),
    invented: sum((ledger, there) => [...there].filter((row) => !isKnown(ledger, row)).length),
    doubled: rows.length - sum((_, there) => there.size),
  }
}
