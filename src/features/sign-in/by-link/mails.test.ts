import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newPerson } from '../../../../test/support/people.ts'
import { startTestServer, type TestServer, testSecret } from '../../../../test/support/server.ts'
import { appendEvent } from '../../audit/index.ts'
import { loadKeys } from '../../keys/index.ts'
import { lockMails } from './mails.ts'
import { makeSignInLink } from './sign-in-link.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
type Wishes = { readonly language?: 'en' | 'de' | null; readonly userAgent?: string | null }

/** A mail about a try from that browser, a block a line. */
async function mailOf(name: 'sign-in-link' | 'account-locked', { language = 'en', userAgent = firefox }: Wishes = {}) {
  const { account } = await newPerson(server, { firstName: 'Jörg', lastName: '<b>Müller</b>' })
  const { db, owner } = server.database
  await owner.query('update accounts set language = $1 where id = $2', [language, account.id])
  const causedAt = new Date('2026-03-14T09:26:53Z')
  const scope = { caller: null, requestId: 'a-test', locale: 'en', timeZone: 'UTC', now: causedAt } as const
  const from = { ...scope, ip: '198.51.100.7', userAgent }
  const keys = await loadKeys(db, [testSecret])
  const about = await db.transaction(async (tx) => ({
    event: await appendEvent(tx, from, { action: 'sign-in.failed', subjectId: account.id }),
    link: (await makeSignInLink(tx, { key: keys['one-time-link'], account, now: server.now() })) ?? '',
  }))
  const kind = lockMails({ db, keys, config: server.config }).find((one) => one.name === name)
  const compose = () => kind?.compose({ accountId: account.id, about, causedAt }, server.now())
  const mail = await compose()
  const lines = (mail?.content.blocks ?? []).flatMap((block) => {
    if (block.kind === 'facts') return block.rows.map(([name, value]) => `${name}: ${value}`)
    return 'text' in block ? [block.text] : 'href' in block ? [`${block.label} ${block.href}`] : []
  })
  return { account, mail, compose, link: about.link, said: lines.join('\n').replace(/[\u2066-\u2069]/g, '') }
}

describe('the link', () => {
  test('in English: why, from where, a way in, how long it works, and what to do if it was somebody else', async () => {
    const { account, mail, said } = await mailOf('sign-in-link')
    expect(mail?.to).toEqual({ name: 'Jörg <b>Müller</b>', address: account.email })
    expect(mail?.content.subject).toBe('Your link to sign in to Kev’s Robots')
    expect(said).toContain('Hello Jörg <b>Müller</b>,')
    expect(said).toContain(`the right password for your account ${account.username} on Kev’s Robots`)
    expect(said).toContain('Browser: Firefox on Linux')
    expect(said).toContain('Address: 198.51.100.7')
    expect(said).toMatch(/Time: March 14, 2026, 9:26.AM/)
    expect(said).toMatch(new RegExp(`Sign in ${server.origin}/login/link\\?token=[\\w-]{75}`))
    expect(said).toContain('The link works once, for 30 minutes')
    expect(said).toContain('If that was not you, somebody knows your password')
  })

  test('in German', async () => {
    const { account, mail, said } = await mailOf('sign-in-link', { language: 'de' })
    expect(mail?.content.subject).toBe('Dein Link zum Anmelden bei Kev’s Robots')
    expect(said).toContain(`das richtige Passwort für dein Konto ${account.username} bei Kev’s Robots`)
    expect(said).toContain('Browser: Firefox auf Linux')
    expect(said).toContain('30 Minuten und nur einmal')
  })

  test('a late try brings the same link, alive', async () => {
    const { compose, mail, link } = await mailOf('sign-in-link')
    server.advance(3_600_000)
    expect(JSON.stringify(await compose())).toBe(JSON.stringify(mail))
    const { rows } = await server.database.owner.query('select expires_at from one_time_links where id = $1', [link])
    expect(rows[0].expires_at.getTime() - server.now().getTime()).toBeGreaterThan(29 * 60_000)
  })

  test.each([
    ['spent', 'update one_time_links set used_at = now() where account_id = $1'],
    ['of another password', `update passwords set changed_at = now() + interval '1 day' where account_id = $1`],
    ['of another address', `update accounts set email = 'new-' || email where id = $1`],
    ['of an account that is closed', `update accounts set status = 'suspended' where id = $1`],
  ])('one that is %s brings no mail', async (_name, change) => {
    const { compose, account } = await mailOf('sign-in-link')
    await server.database.owner.query(change, [account.id])
    expect(await compose()).toBeNull()
  })
})

describe('the notice', () => {
  test('in English: what happened, from where, that nobody got in, and no link that opens anything', async () => {
    const { account, mail, said } = await mailOf('account-locked')
    expect(mail?.content.subject).toBe('Several wrong passwords for your account on Kev’s Robots')
    expect(said).toContain(`in a row for your account ${account.username} on Kev’s Robots`)
    expect(said).toContain('Address: 198.51.100.7')
    expect(said).toContain('nobody got in')
    expect(said).not.toContain('token=')
  })

  test('in German; a browser without a name has none', async () => {
    const { mail, said } = await mailOf('account-locked', { language: 'de', userAgent: null })
    expect(mail?.content.subject).toBe('Mehrere falsche Passwörter für dein Konto bei Kev’s Robots')
    expect(said).toContain('Browser: Ein unbekannter Browser')
    expect(said).toContain('Niemand ist hineingekommen')
  })

  test('is not sent to an account that is closed meanwhile', async () => {
    const { compose, account } = await mailOf('account-locked')
    await server.database.owner.query(`update accounts set status = 'suspended' where id = $1`, [account.id])
    expect(await compose()).toBeNull()
  })
})
