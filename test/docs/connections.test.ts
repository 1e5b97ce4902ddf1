import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { besidePool } from '../../src/platform/db/capacity.ts'
import { packageRoot } from '../../src/platform/package-root.ts'
import { type Site, startSite } from '../journeys/site.ts'

const size = 3
let site: Site
beforeAll(async () => {
  site = await startSite({ DATABASE_POOL_SIZE: `${size}`, SESSION_CACHE_SECONDS: '5' })
})
afterAll(() => site?.stop())

const taken = async (): Promise<number> => {
  const { rows } = await site.owner.query(
    `select count(*)::int as n from pg_stat_activity where datname = current_database() and usename = 'porchlight'`,
  )
  return rows[0].n
}

it('a process holds no more connections than its pool and what the manual and the checks add to it', async () => {
  const counts: number[] = []
  for (let round = 0; round < 20; round++) {
    const asked = Array.from({ length: 30 }, () =>
      fetch(`${site.origin}/users/nobody-here`).then((reply) => reply.text()),
    )
    counts.push(await taken())
    await Promise.all(asked)
  }
  expect(Math.max(...counts)).toBeGreaterThan(size)
  expect(Math.max(...counts)).toBeLessThanOrEqual(size + besidePool)
  const manual = readFileSync(join(packageRoot, 'docs/self-hosting.md'), 'utf8').replaceAll('\n', ' ')
  expect(manual).toContain(`\`DATABASE_POOL_SIZE\` and ${besidePool} connections`)
  expect(manual).toContain(`four with the default take ${4 * (10 + besidePool)}`)
})
