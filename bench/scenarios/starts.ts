import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { finding } from '../finding.ts'
import { openHouse, secretOf } from '../house.ts'
import { startSubject } from '../subject.ts'
import type { Plan, Scenario } from './scenario.ts'

/** Starts a server, stops it, and returns how long it took to be ready, in seconds. */
async function timeStart(...start: Parameters<typeof startSubject>): Promise<number> {
  const subject = await startSubject(...start)
  await subject.stop()
  return subject.readyAfter
}

/** On a fresh data directory, and once more on the same. */
async function timeEmbedded(): Promise<{ first: number; later: number }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'porchlight-bench-'))
  try {
    const place = { dataDir, secretKey: secretOf(dataDir) }
    return { first: await timeStart(place), later: await timeStart(place) }
  } finally {
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
}

/** On a database that runs already and was migrated, reached by its address. */
async function timeExternal(rounds: number): Promise<number[]> {
  const house = await openHouse()
  try {
    await timeStart(house)
    const { host, user, database } = house.connection()
    const url = `postgresql://${user}@/${database}?host=${encodeURIComponent(host ?? '')}`
    const times: number[] = []
    for (let round = 0; round < rounds; round += 1)
      times.push(
        await timeStart(house, {
          env: { DATABASE_URL: url, DATABASE_OWNER_URL: url.replace(`//${user}@`, `//${user}_owner@`) },
        }),
      )
    return times
  } finally {
    await house.leave()
  }
}

async function measure({ rounds }: Plan) {
  const embedded: { first: number; later: number }[] = []
  for (let round = 0; round < rounds; round += 1) embedded.push(await timeEmbedded())
  return [
    finding(
      'embedded database, first start',
      's',
      embedded.map(({ first }) => first),
      { atMost: 5 },
    ),
    finding(
      'embedded database, later start',
      's',
      embedded.map(({ later }) => later),
      { atMost: 2 },
    ),
    finding('external database', 's', await timeExternal(rounds), { atMost: 0.8 }),
  ]
}

/** From the start of the process until probes are told that it is ready. */
export const starts: Scenario = { title: 'time until ready', measure }
