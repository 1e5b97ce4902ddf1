// One minute of random kill -9 of PostgreSQL, its supervisor or both, under four writers who remember what they were told.
import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import {
  cleanUp,
  freshFolder,
  getSupervisor,
  killNow,
  postmastersOf,
  processesOf,
  supervisorsOf,
} from '../src/platform/db/embedded/fixtures/processes.ts'
import { until } from '../src/platform/db/embedded/fixtures/until.ts'
import { type EmbeddedDatabase, joinEmbedded } from '../src/platform/db/embedded/index.ts'
import { prove } from './support/proof.ts'
import { compare, write } from './support/writers.ts'

const lengthMs = 60_000
const writers = 4

async function ask<Row extends object>(database: EmbeddedDatabase, text: string): Promise<Row[]> {
  const client = new Client(database.connection('owner'))
  await client.connect()
  try {
    return (await client.query<Row>(text)).rows
  } finally {
    await client.end()
  }
}

/** Null while one that has just begun has not written it yet. */
function findSupervisor(dataDir: string): number | null {
  try {
    return getSupervisor(dataDir)
  } catch {
    return null
  }
}

/** The living ones: the number in the file may be that of one killed a moment ago, whose parent has not heard of it. */
const victims = {
  postgres: postmastersOf,
  supervisor: (dataDir: string) => supervisorsOf(dataDir).filter((pid) => pid === findSupervisor(dataDir)),
} as const

/** Kills whom the lot falls on; nothing where somebody killed is not there again yet. */
function killOne(dataDir: string): string | null {
  const lots = [['postgres'], ['supervisor'], ['postgres', 'supervisor']] as const
  const lot = lots[Math.floor(Math.random() * lots.length)]!
  const pids = lot.map((who) => victims[who](dataDir)[0])
  if (pids.includes(undefined)) return null
  killNow(...pids.filter((pid) => pid !== undefined))
  return lot.join(' and ')
}

async function killAround(dataDir: string, isOver: () => boolean): Promise<Map<string, number>> {
  const kills = new Map<string, number>()
  while (!isOver()) {
    await pause(300 + Math.random() * 2_200)
    const killed = killOne(dataDir)
    if (killed) kills.set(killed, (kills.get(killed) ?? 0) + 1)
  }
  return kills
}

await prove(import.meta.filename, async ({ claim, say }) => {
  const dataDir = freshFolder()
  try {
    const database = await joinEmbedded({ dataDir })
    await ask(database, 'create table ledger (writer int, row int)')
    const end = performance.now() + lengthMs
    const isOver = () => performance.now() > end
    const config = database.connection('owner')
    const writing = Array.from({ length: writers }, (_, writer) => write(config, writer, isOver))
    const [kills, ...ledgers] = await Promise.all([killAround(dataDir, isOver), ...writing])
    await database.leave()
    await until('everything to end', () => processesOf(dataDir).length === 0).catch(() => {})
    const left = processesOf(dataDir).length
    const again = await joinEmbedded({ dataDir })
    const found = compare(ledgers, await ask(again, 'select writer, row from ledger'))
    await again.leave()
    say([...kills].map(([who, count]) => `${who} killed ${count} times`).join(', '))
    claim(
      'kills in one minute',
      [...kills.values()].reduce((all, count) => all + count, 0),
      { atLeast: 20 },
    )
    claim('inserts that were acknowledged, by four writers', found.acknowledged, { atLeast: 10_000 })
    claim('acknowledged inserts that were lost', found.lost, { exactly: 0 })
    claim('rows that nobody wrote', found.invented, { exactly: 0 })
    claim('rows that are there twice', found.doubled, { exactly: 0 })
    claim('longest time without an insert, in seconds', Math.max(...ledgers.map((l) => l.longestGapMs)) / 1000, {
      atMost: 5,
    })
    claim('processes left after the last client has gone', left, { exactly: 0 })
  } finally {
    await cleanUp()
  }
})
