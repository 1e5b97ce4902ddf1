import { spawnSync } from 'node:child_process'
import { freshFolder } from '../../src/platform/db/embedded/fixtures/processes.ts'
import { join, TestClient } from '../../src/platform/db/embedded/fixtures/test-client.ts'
import { must, mustAnswer } from './cases.ts'

const mount = (...args: string[]) => {
  const { status, stderr } = spawnSync('mount', args, { encoding: 'utf8' })
  must(`mount ${args.join(' ')}: ${stderr}`, status === 0)
}

/** A file system of memory over a fresh folder while the work runs; of so many MB, changed by `resize`. */
async function onSmallDisk(
  megabytes: number,
  work: (dataDir: string, resize: (megabytes: number) => void) => Promise<void>,
): Promise<void> {
  const dataDir = freshFolder()
  const options = 'mode=0700'
  mount('-t', 'tmpfs', '-o', `size=${megabytes}m,${options}`, 'none', dataDir)
  try {
    await work(dataDir, (size) => mount('-o', `remount,size=${size}m`, dataDir))
  } finally {
    spawnSync('umount', ['-l', dataDir])
  }
}

const rowsOf = async (client: TestClient) =>
  (await client.query('select count(*)::int as count from kept', 'owner')).rows?.[0]?.count

/** Inserts blocks of 1 MB until the database says that it cannot, and returns how many it took and what it said. */
async function fill(client: TestClient): Promise<{ blocks: number; failed: string }> {
  const block = `insert into kept select gen_random_uuid()::text || repeat('x', 900) from generate_series(1, 1000)`
  for (let blocks = 0; blocks < 2_000; blocks++) {
    const { failed } = await client.query(block, 'owner')
    if (failed !== undefined) return { blocks, failed: String(failed) }
  }
  throw new Error('The disk never filled.')
}

/** The disk fills while the database works: writes are refused, it stays or comes back once there is room, and what was acknowledged is there. */
export const fullWhileWorking = () =>
  onSmallDisk(120, async (dataDir, resize) => {
    const client = await join(dataDir)
    await client.query('create table kept (line text)', 'owner')
    const { blocks } = await fill(client)
    must('no block fitted', blocks > 0)
    resize(400)
    const next = await new TestClient(dataDir).joined()
    await mustAnswer(next)
    const count = await rowsOf(next)
    must(
      `${count} rows instead of ${blocks * 1_000} or one block more`,
      [blocks, blocks + 1].some((b) => count === b * 1_000),
    )
    await next.leave()
  })

/** The disk is full at the first start: a sentence; with room, the same folder starts. */
export const fullAtFirstStart = () =>
  onSmallDisk(20, async (dataDir, resize) => {
    const refused = new TestClient(dataDir)
    must('it started on 20 MB', (await refused.ended) === 1)
    must(`no sentence: ${refused.errors}`, /The disk that holds .* is full: make room/.test(refused.errors))
    resize(200)
    await mustAnswer(await join(dataDir))
  })
