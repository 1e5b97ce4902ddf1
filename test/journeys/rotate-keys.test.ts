import { afterEach, expect, test, vi } from 'vitest'
import { sealKeysOf } from '../../src/features/keys/index.ts'
import { placeOf } from '../../src/features/two-factor/totp/authenticator.ts'
import { newSecret } from '../../src/features/two-factor/totp/secret.ts'
import { findSealKeyId, open, seal } from '../../src/platform/crypto/seal.ts'
import { porchlight } from '../support/process.ts'
import { type Site, startSite } from './site.ts'

const former = 'the-first-secret-of-this-porch-4f8d2a'
const present = 'another-secret-of-this-porch-91c7be'
const many = 20_000

let site: Site | undefined
afterEach(async () => {
  await site?.stop()
  site = undefined
})

/** So many people with an app, and the secrets of these by the number of the account. */
async function fill({ owner }: Site): Promise<ReadonlyMap<string, string>> {
  const { rows } = await owner.query(
    `insert into porchlight.accounts (username, email, first_name, last_name, display_name, created_at, updated_at)
     select 'p' || n, 'p' || n || '@example.org', 'Ann', 'Lee', 'Ann Lee', now(), now() from generate_series(1, $1) n
     returning id::text`,
    [many],
  )
  const [key] = sealKeysOf([former])
  if (!key) throw new Error('no key')
  const secrets = new Map(rows.map(({ id }) => [id as string, newSecret()]))
  await owner.query(
    `insert into porchlight.totp_authenticators (account_id, secret_sealed, last_step, added_at)
     select id, sealed, 0, now() from unnest($1::bigint[], $2::text[]) as t (id, sealed)`,
    [[...secrets.keys()], [...secrets].map(([id, secret]) => seal(key, secret, placeOf(id)))],
  )
  return secrets
}

const countSealedBy = async ({ owner }: Site, secret: string) =>
  (
    await owner.query('select count(*)::integer from porchlight.totp_authenticators where secret_sealed like $1', [
      `s1.${sealKeysOf([secret])[0]?.id}.%`,
    ])
  ).rows[0].count as number

test('the secret can be rotated without losing anyone’s second factor, killed in the middle and run again', async () => {
  const rotating = { SECRET_KEY: present, SECRET_KEY_PREVIOUS: former }
  site = await startSite({ SECRET_KEY: former })
  const { env } = site
  const secrets = await fill(site)
  const run = () => porchlight(['rotate-keys'], { env: { ...env, ...rotating } })

  const killed = run()
  await vi.waitUntil(async () => site && (await countSealedBy(site, present)) > 0, { timeout: 20_000, interval: 1 })
  killed.child.kill('SIGKILL')
  await killed.finished
  const half = await countSealedBy(site, present)
  expect(half).toBeGreaterThan(0)
  expect(half).toBeLessThan(many)
  expect(half + (await countSealedBy(site, former))).toBe(many)

  const resumed = await run().finished
  expect([resumed.code, resumed.out]).toEqual([
    0,
    expect.stringContaining(`Secrets of apps sealed by the new SECRET_KEY: ${many - half}.`),
  ])
  const { rows } = await site.owner.query(
    'select account_id::text as id, secret_sealed from porchlight.totp_authenticators',
  )
  const keys = sealKeysOf([present])
  const opened = new Map(rows.map(({ id, secret_sealed }) => [id, open(keys, secret_sealed, placeOf(id)).toString()]))
  expect(opened).toEqual(secrets)
  expect(findSealKeyId(rows[0].secret_sealed)).toBe(keys[0]?.id)
  expect((await run().finished).out).toMatch(/^Nothing to do/)
})
