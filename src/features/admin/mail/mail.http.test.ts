import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newPerson, type Person } from '../../../../test/support/people.ts'
import { startTestServer, type TestServer } from '../../../../test/support/server.ts'
import { startTestSmtp, type TestSmtp } from '../../../../test/support/smtp.ts'

let server: TestServer
let smtp: TestSmtp
let admin: Person
let member: Person
beforeAll(async () => {
  smtp = await startTestSmtp()
  server = await startTestServer({ env: { SMTP_URL: smtp.url, MAIL_FROM: 'accounts@example.org' } })
  admin = await newPerson(server, { role: 'admin' })
  member = await newPerson(server, { username: 'kit' })
})
afterAll(async () => {
  await server.stop()
  await smtp.stop()
})
beforeEach(() => server.database.owner.query('delete from mails; delete from porchlight_jobs._private_jobs'))

type Given = { verdict?: string; reply?: string; outcome?: string; minutesAgo?: number; nextInMinutes?: number }

async function put({ verdict, reply, outcome, minutesAgo = 3, nextInMinutes }: Given = {}): Promise<string> {
  const id = randomUUID()
  await server.database.owner.query(
    `insert into mails (id, kind, account_id, about, created_at, trying_since, tries, tried_at, verdict, reply, outcome,
       done_at, next_try_at)
     select $1, 'password-changed', $2, '{}', at, at, 1, at, $4, $5, $6::text, case when $6::text is not null then at end, $7 from (values ($3::timestamptz)) as of (at)`,
    [
      ...[id, member.account.id, new Date(server.now().getTime() - minutesAgo * 60_000), verdict ?? null],
      ...[reply ?? null, outcome ?? null],
      nextInMinutes === undefined ? null : new Date(server.now().getTime() + nextInMinutes * 60_000 + 5_000),
    ],
  )
  return id
}

type Reply = {
  server: { state: string; reply: string | null }
  items: { id: string; nextTryAt: string | null }[]
  nextCursor: string | null
}
const list = async (query = '') => (await admin.browser.api('GET', `/api/admin/mails${query}`)).json<Reply>()
const wordsOf = async (path: string) =>
  (await admin.browser.get(path)).text.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')

describe('/admin/mail', () => {
  it('shows what waits and why, what was given up in the words of the server, and what was sent', async () => {
    await put({ verdict: 'later', reply: '450 greylisted, come back', nextInMinutes: 4 })
    await put({ verdict: 'never', reply: '550 <b>nobody</b> here', outcome: 'given-up' })
    await put({ outcome: 'sent' })
    const waiting = await wordsOf('/admin/mail')
    expect(waiting).toContain('Password changed 450 greylisted, come back kit')
    expect(waiting).toContain('1 try Next: in 4 minutes')
    expect(waiting).not.toContain('550')
    const givenUp = await admin.browser.get('/admin/mail?state=given-up')
    expect(givenUp.text).toContain('550 &lt;b>nobody&lt;/b> here')
    expect(givenUp.text).not.toContain('450')
    const sent = await wordsOf('/admin/mail?state=sent')
    expect(sent).toContain('Password changed kit')
    expect(sent).not.toContain('Try again')
  })

  it('says that nothing is there', async () => {
    expect(await wordsOf('/admin/mail')).toContain('No mail waits')
    expect(await wordsOf('/admin/mail?state=given-up')).toContain('No mail was given up')
    expect(await wordsOf('/admin/mail?state=what')).toContain('No mail waits')
  })

  it('has a mail tried again, which is written down; for a proof of identity that is recent', async () => {
    const id = await put({ verdict: 'never', reply: '550 no', outcome: 'given-up' })
    const reply = await admin.browser.post(`/admin/mail/${id}/tries`, {})
    expect([reply.status, reply.headers.get('location')]).toEqual([303, '/admin/mail'])
    expect(await wordsOf('/admin/mail')).toContain('The mail is being tried again.')
    const { owner } = server.database
    const { rows } = await owner.query('select outcome, tries, verdict from mails where id = $1', [id])
    expect(rows).toEqual([{ outcome: null, tries: 0, verdict: null }])
    const jobs = await owner.query(`select payload from porchlight_jobs._private_jobs where key = 'mail ' || $1`, [id])
    expect(jobs.rows).toEqual([{ payload: { mailId: id } }])
    const events = await owner.query(`select subject_id, actor_id from audit_events where action = 'mail.retried'`)
    expect(events.rows).toEqual([{ subject_id: member.account.id, actor_id: admin.account.id }])
  })

  it('does not try what was sent or never was', async () => {
    const sent = await put({ outcome: 'sent' })
    for (const id of [sent, randomUUID(), '7', 'x'.repeat(99)]) {
      const reply = await admin.browser.api('POST', `/api/admin/mails/${id}/tries`)
      expect([reply.status, reply.json().code], id).toEqual([404, 'mail-not-found'])
      expect((await admin.browser.post(`/admin/mail/${id}/tries`, {})).status, id).toBe(404)
    }
  })
})

describe('GET /api/admin/mails', () => {
  it('goes from page to page, forth and back, and nothing comes twice', async () => {
    const ids: string[] = []
    for (let minutesAgo = 1; minutesAgo <= 7; minutesAgo++) ids.push(await put({ minutesAgo }))
    const found: string[] = []
    let cursor = ''
    do {
      const page = await list(`?limit=3${cursor && `&cursor=${cursor}`}`)
      found.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor ?? ''
    } while (cursor)
    expect(found).toEqual(ids)
    for (const bad of [
      'made-up',
      Buffer.from('mail:older:1:x').toString('base64url'),
      Buffer.from('log:older:1:1').toString('base64url'),
    ])
      expect((await admin.browser.api('GET', `/api/admin/mails?cursor=${bad}`)).status).toBe(422)
    expect((await admin.browser.get('/admin/mail?cursor=made-up')).status).toBe(422)
  })

  it('tells whether the mail server answers now, and does not wait for one that hangs', async () => {
    const stateOf = async (url: string | null) => {
      const env = url === null ? {} : { SMTP_URL: url, MAIL_FROM: 'accounts@example.org' }
      const other = await startTestServer({ database: server.database, env })
      const browser = other.browser()
      browser.cookies.set('porchlight', admin.browser.cookies.get('porchlight') ?? '')
      const { server: state } = (await browser.api('GET', '/api/admin/mails')).json<Reply>()
      await other.stop()
      return state
    }
    expect((await list()).server).toEqual({ state: 'answers', reply: null })
    expect(await stateOf(null)).toEqual({ state: 'off', reply: null })
    expect(await stateOf('smtp://127.0.0.1:9')).toEqual({
      state: 'away',
      reply: expect.stringContaining('nothing listens'),
    })
    smtp.fail({ at: 'greeting', reply: 'hang' })
    expect(await stateOf(smtp.url)).toEqual({ state: 'silent', reply: null })
    smtp.fail(null)
  })
})
