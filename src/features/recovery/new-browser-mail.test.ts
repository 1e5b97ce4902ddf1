import { afterAll, beforeAll, expect, test } from 'vitest'
import { newPerson } from '../../../test/support/people.ts'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'
import { appendEvent } from '../audit/index.ts'
import { addLink } from '../links/index.ts'
import { linkKey } from './fixtures/links.ts'
import { newBrowserMailKind } from './not-me/index.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
type Wishes = { readonly language?: 'en' | 'de' | null; readonly userAgent?: string | null; readonly moved?: boolean }

/** The mail about a sign-in from that browser, a block a line. */
async function mailOf({ language = 'en', userAgent = firefox, moved = false }: Wishes = {}) {
  const { account } = await newPerson(server, { firstName: 'Jörg', lastName: '<b>Müller</b>' })
  const { db, owner } = server.database
  await owner.query('update accounts set language = $1 where id = $2', [language, account.id])
  const causedAt = new Date('2026-03-14T09:26:53Z')
  const scope = { caller: null, requestId: 'a-test', locale: 'en', timeZone: 'UTC', now: causedAt } as const
  const from = { ...scope, ip: '198.51.100.7', userAgent }
  const bound = { address: account.email, proved: 'yes' }
  const about = await db.transaction(async (tx) => ({
    event: await appendEvent(tx, from, { action: 'sign-in.succeeded', subjectId: account.id, actorId: account.id }),
    link: await addLink(tx, { purpose: 'not-me', accountId: account.id, bound, now: server.now(), life: 60 }),
  }))
  if (moved) await owner.query(`update accounts set email = 'm' || email where id = $1`, [account.id])
  const kind = newBrowserMailKind({ db, keys: { 'one-time-link': await linkKey(server) }, config: server.config })
  const compose = () => kind.compose({ accountId: account.id, about, causedAt }, server.now())
  const mail = await compose()
  const lines = (mail?.content.blocks ?? []).flatMap((block) => {
    if (block.kind === 'facts') return block.rows.map(([name, value]) => `${name}: ${value}`)
    return 'text' in block ? [block.text] : 'href' in block ? [`${block.label} ${block.href}`] : []
  })
  return { account, mail, compose, link: about.link, said: lines.join('\n').replace(/[\u2066-\u2069]/g, '') }
}

test('in English: browser, system, address, time, what to do if it was somebody else, and a link that does it', async () => {
  const { account, mail, said } = await mailOf()
  expect(mail?.to).toEqual({ name: 'Jörg <b>Müller</b>', address: account.email })
  expect(mail?.content.subject).toBe('A new sign-in to your account on Kev’s Robots')
  expect(said).toContain('Hello Jörg <b>Müller</b>,')
  expect(said).toContain(`your account ${account.username} on Kev’s Robots`)
  expect(said).toContain('Browser: Firefox on Linux')
  expect(said).toContain('Address: 198.51.100.7')
  expect(said).toMatch(/Time: March 14, 2026, 9:26.AM/)
  expect(said).toContain('If that was not you')
  expect(said).toMatch(new RegExp(`That wasn’t me ${server.origin}/not-me\\?token=[\\w-]{75}`))
})

test('in German', async () => {
  const { account, mail, said } = await mailOf({ language: 'de' })
  expect(mail?.content.subject).toBe('Neue Anmeldung in deinem Konto bei Kev’s Robots')
  expect(said).toContain(`deinem Konto ${account.username} bei Kev’s Robots`)
  expect(said).toContain('Browser: Firefox auf Linux')
  expect(said).toContain('Adresse: 198.51.100.7')
  expect(said).toContain('Zeit: 14. März 2026, 09:26')
  expect(said).toContain('Wenn du das nicht warst')
  expect(said).toContain('Das war ich nicht')
})

test('in the language of the site where somebody has chosen none; a browser without a name has none', async () => {
  const { mail, said } = await mailOf({ language: null, userAgent: null })
  expect(mail?.locale).toBe('en')
  expect(said).toContain('Browser: An unknown browser')
})

test('goes to the address of that time, whatever whoever came has made of it meanwhile', async () => {
  const { account, mail } = await mailOf({ moved: true })
  expect(mail?.to.address).toBe(account.email)
})

test('a late try brings the same link, alive; a spent one brings no mail', async () => {
  const { compose, link, mail } = await mailOf()
  server.advance(8 * 86_400_000)
  expect(JSON.stringify(await compose())).toBe(JSON.stringify(mail))
  await server.database.owner.query('update one_time_links set used_at = now() where id = $1', [link])
  expect(await compose()).toBeNull()
})
