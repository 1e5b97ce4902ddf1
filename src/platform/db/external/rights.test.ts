import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createExternal, openExternal } from '../../../../test/support/external.ts'
import { hasPostgres, makeRoles, startTestPostgres, type TestPostgres } from '../../../../test/support/postgres.ts'
import { requireMigrated } from '../migrate.ts'
import { connect, usualLimits } from '../pool.ts'
import { connectionOf } from './connection-of.ts'
import { reachExternal } from './index.ts'

let server: TestPostgres
beforeAll(async () => {
  if (!hasPostgres) return
  server = await startTestPostgres()
  await makeRoles(server)
})
afterAll(() => server?.remove())

const addressesOf = (name: string, { user = 'porchlight', owner = 'porchlight_owner' } = {}) => ({
  url: server.url(user, name),
  ownerUrl: owner === user ? null : server.url(owner, name),
})
const reach = (addresses: { url: string; ownerUrl: string | null }, isProduction = true) =>
  reachExternal({ ...addresses, limits: usualLimits, isProduction })

/** The sentence of a refusal, and the statement in it that an administrator is told to run. */
async function refusal(work: Promise<unknown>) {
  const error = await work.then(
    () => null,
    (it: Error) => it,
  )
  expect(error?.name).toBe('OperatorError')
  const sentence = error?.message ?? ''
  return { sentence, remedy: /run: (.+;)$/.exec(sentence)?.[1] ?? '' }
}

async function writeAs(user: string, name: string, statement: string) {
  const client = await connect(server.connection(user, name))
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}

const beat = `insert into workers (id, started_at, beat_at) values ('w', now(), now()) on conflict (id) do nothing`

describe.skipIf(!hasPostgres)('a database that others use too', () => {
  it('keeps its own tables as they are, and ours stand in two schemas of their own', async () => {
    await server.asAdmin('create database shared')
    await server.asAdmin(
      `create table public.accounts (id int primary key, note text); insert into public.accounts values (1, 'not ours');
       grant connect, create on database shared to porchlight_owner; grant connect on database shared to porchlight`,
      'shared',
    )
    const database = await openExternal(addressesOf('shared'))
    await database.close()
    expect(await writeAs('porchlight_admin', 'shared', 'select * from public.accounts')).toEqual([
      { id: 1, note: 'not ours' },
    ])
    const tables = `select distinct schemaname as name from pg_tables where tableowner = 'porchlight_owner' order by 1`
    expect(await writeAs('porchlight_admin', 'shared', tables)).toEqual([
      { name: 'porchlight' },
      { name: 'porchlight_jobs' },
    ])
    await writeAs('porchlight', 'shared', beat)
    await expect(writeAs('porchlight', 'shared', 'delete from audit_events')).rejects.toThrow('permission denied')
    await expect(writeAs('porchlight', 'shared', 'select * from public.accounts')).rejects.toThrow('permission denied')
  })

  it('a second start finds everything and changes nothing', async () => {
    await (await openExternal(addressesOf('shared'))).close()
    expect(await writeAs('porchlight', 'shared', 'select id from workers')).toEqual([{ id: 'w' }])
  })
})

describe.skipIf(!hasPostgres)('rights that are missing are told with the statement that gives them', () => {
  it('of the owner, to make schemas', async () => {
    await server.asAdmin('create database "No Rights"')
    const addresses = addressesOf('No%20Rights')
    const { sentence, remedy } = await refusal(openExternal(addresses))
    expect(sentence).toContain('may make no schema in the database "No Rights"')
    await server.asAdmin(remedy)
    await (await openExternal(addresses)).close()
  })

  it('of the server, to enter', async () => {
    await server.asAdmin('create database closed owner porchlight_owner')
    await server.asAdmin('revoke all on database closed from public')
    const { sentence, remedy } = await refusal(reach(addressesOf('closed')))
    expect(sentence).toMatch(/^DATABASE_URL does not open: permission denied for database "closed"/)
    await server.asAdmin(remedy)
    await (await openExternal(addressesOf('closed'))).close()
  })

  it('of an owner that is another one than before', async () => {
    await server.asAdmin(`create role "Second" login password '${server.password}'`)
    await server.asAdmin('grant create on database closed to "Second"; grant connect on database closed to "Second"')
    const { sentence, remedy } = await refusal(openExternal(addressesOf('closed', { owner: 'Second' })))
    expect(sentence).toContain('the tables of Porchlight belong to porchlight_owner')
    await server.asAdmin(remedy)
    await (await openExternal(addressesOf('closed', { owner: 'Second' }))).close()
  })

  it('and a role, password or database that is not there', async () => {
    const wrong = addressesOf('closed').url.replace(server.password, 'wrong')
    expect((await refusal(reach({ url: wrong, ownerUrl: null }))).sentence).toMatch(
      /alter role porchlight password '…';$/,
    )
    const nowhere = await refusal(reach(addressesOf('nowhere')))
    expect(nowhere.sentence).toContain('As a superuser, run: create database nowhere;')
  })
})

describe.skipIf(!hasPostgres)('the roles', () => {
  it('another role for the server is given by migrate what the one before had, and no more', async () => {
    await createExternal(server, 'moved')
    await (await openExternal(addressesOf('moved'))).close()
    await server.asAdmin(
      `create role "app-2" login password '${server.password}'; grant connect on database moved to "app-2"`,
    )
    const addresses = addressesOf('moved', { user: 'app-2' })
    expect((await refusal(requireMigrated(connectionOf(addresses.url)))).sentence).toBe(
      'The role app-2 may not read the tables of Porchlight. Run porchlight migrate, which opens them to the role of DATABASE_URL.',
    )
    await (await openExternal(addresses)).close()
    await writeAs('app-2', 'moved', beat)
    await expect(writeAs('app-2', 'moved', 'delete from audit_events')).rejects.toThrow('permission denied')
    const grants = (role: string) =>
      writeAs(
        'porchlight_admin',
        'moved',
        `select table_name, column_name, privilege_type from information_schema.column_privileges
         where grantee = '${role}' and table_schema in ('porchlight', 'porchlight_jobs') order by 1, 2, 3`,
      )
    expect(await grants('app-2')).toEqual(await grants('porchlight'))
  })

  it('one for everything works, is told, and can be parted later', async () => {
    await createExternal(server, 'single')
    const addresses = addressesOf('single', { user: 'porchlight_owner' })
    expect(await reach(addresses)).toMatchObject({ isOneRole: true })
    await (await openExternal(addresses)).close()
    await writeAs('porchlight_owner', 'single', beat)
    await (await openExternal(addressesOf('single'))).close()
    // Parted later: the former role is the owner then.
    expect(await writeAs('porchlight', 'single', 'select id from workers')).toEqual([{ id: 'w' }])
    await expect(writeAs('porchlight', 'single', 'delete from audit_events')).rejects.toThrow('permission denied')
    expect(await reach(addressesOf('moved'))).toMatchObject({ isOneRole: false })
  })

  it('in two databases are refused, and so is a superuser in production', async () => {
    const mixed = { url: server.url('porchlight', 'moved'), ownerUrl: server.url('porchlight_owner', 'single') }
    expect((await refusal(reach(mixed))).sentence).toContain(
      'leads to the database moved and DATABASE_OWNER_URL to single',
    )
    const superuser = addressesOf('moved', { user: 'porchlight_admin' })
    expect((await refusal(reach(superuser))).sentence).toContain('a superuser, who could rewrite the audit log')
    await reach(superuser, false)
  })
})
