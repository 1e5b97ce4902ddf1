import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anotherBrowser } from '../support/another-browser.ts'
import type { Browser } from '../support/browser.ts'
import { newPerson, type Person } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import type { Statement } from '../support/statements.ts'
import { fillWorld } from './fill-world.ts'
import { explain, isPlanned, readsAll } from './plans.ts'

let server: TestServer
let person: Person
let admin: Person
let big: ReadonlySet<string>
beforeAll(async () => {
  server = await startTestServer()
  person = await newPerson(server)
  admin = await newPerson(server, { role: 'admin' })
  await fillWorld(server)
  await addSessions(40_000)
  const { rows } = await server.database.owner.query(
    `select relname from pg_class where relnamespace = 'porchlight'::regnamespace and relkind = 'r' and reltuples > 1000`,
  )
  big = new Set(rows.map(({ relname }) => relname))
}, 120_000)
afterAll(() => server.stop())

/** So many that counting a few thousand of them by an index is less than reading them all. */
const addSessions = (count: number) =>
  server.database.owner.query(
    `insert into porchlight.sessions (id, token_hash, account_id, created_at, last_seen_at, idle_seconds, expires_at,
       authenticated_at, methods, kept)
     select gen_random_uuid(), sha256(n::text::bytea), (select max(id) from porchlight.accounts), now(), now(), 3600,
       now() + n * interval '1 second', now(), '{password}', false
     from generate_series(1, ${count}) n;
     analyze porchlight.sessions`,
  )

/** Every way into a table that a request takes. */
async function scansDuring(work: () => Promise<unknown>): Promise<string[]> {
  const statements: Statement[] = []
  const stop = server.database.onStatement((statement) => void statements.push(statement))
  await work()
  stop()
  const scans: string[] = []
  for (const statement of statements.filter(isPlanned)) scans.push(...(await explain(server.database, statement)))
  return [...new Set(scans)].sort()
}

const later = async () => (await anotherBrowser(server, person.account)).browser

type Hot = { readonly what: string; readonly tables: readonly string[]; run(browser: Browser): Promise<unknown> }

const signIn = (browser: Browser, login: string) =>
  browser.api('POST', '/api/sessions', { login, password: person.password })

const hot: readonly Hot[] = [
  { what: 'who a session belongs to', tables: ['sessions', 'accounts'], run: (browser) => browser.get('/api/account') },
  {
    what: 'a sign-in by username',
    tables: ['accounts', 'passwords', 'sessions', 'devices'],
    run: () => signIn(server.browser(), person.account.username),
  },
  {
    what: 'a sign-in by email',
    tables: ['accounts', 'passwords', 'sessions', 'devices'],
    run: () => signIn(server.browser(), person.account.email),
  },
  {
    what: 'a sign-in with a name that nobody has',
    tables: ['accounts'],
    run: () => signIn(server.browser(), 'nobody.has.this'),
  },
  {
    what: 'where somebody is signed in',
    tables: ['sessions'],
    run: (browser) => browser.get('/account/sessions'),
  },
  {
    what: 'what happened to an account',
    tables: ['audit_events', 'audit_details'],
    run: (browser) => browser.get('/account/activity'),
  },
  {
    what: 'what goes on in the house',
    tables: ['accounts', 'sessions', 'audit_events'],
    run: () => admin.browser.get('/admin'),
  },
  {
    what: 'a public profile',
    tables: ['accounts'],
    run: (browser) => browser.get(`/api/users/${person.account.username}`),
  },
  {
    what: 'a former name, or none',
    tables: ['accounts', 'reserved_usernames'],
    run: (browser) => browser.get('/api/users/never-was'),
  },
  {
    what: 'a registration',
    tables: ['accounts', 'reserved_usernames'],
    run: () =>
      server.browser().api('POST', '/api/accounts', {
        ...{ firstName: 'Ann', lastName: 'Lee', username: 'ann.of.plans', email: 'ann.of.plans@example.org' },
        ...{ password: person.password, acceptTerms: true },
      }),
  },
  {
    what: 'another username',
    tables: ['accounts', 'reserved_usernames'],
    run: (browser) => browser.api('PATCH', '/api/account', { username: 'other.of.plans' }),
  },
  {
    what: 'the end of all other sessions',
    tables: ['sessions'],
    run: (browser) => browser.api('DELETE', '/api/account/sessions'),
  },
]

describe('no request of everyday reads a big table from end to end', () => {
  test.each(hot)('$what', async ({ tables, run }) => {
    const browser = await later()
    const scans = await scansDuring(() => run(browser))
    expect(readsAll(scans, big)).toEqual([])
    for (const table of tables)
      expect(scans.join('\n'), table).toMatch(new RegExp(`(Scan|ModifyTable) on ${table}$`, 'm'))
  })

  test('and one that did would be found', async () => {
    const { db } = server.database
    const scans = await scansDuring(() => db.selectFrom('accounts').select('id').where('bio', '=', 'x').execute())
    expect(readsAll(scans, big)).toEqual(['Seq Scan on accounts'])
    expect([...big]).toEqual(expect.arrayContaining(['accounts', 'sessions', 'audit_events', 'reserved_usernames']))
  })
})
