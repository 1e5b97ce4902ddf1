import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newPerson } from '../../../test/support/people.ts'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const full = {
  firstName: 'Annabel',
  lastName: 'Leefirst',
  displayName: 'annie',
  dateOfBirth: '1984-03-27',
  location: 'York',
  bio: 'Robots.\nAnd tea.\n\nMostly tea.',
}

async function newProfile(change: Record<string, unknown> = {}) {
  const person = await newPerson(server)
  await person.browser.api('PATCH', '/api/account', { ...full, ...change })
  const { username } = person.account
  return { ...person, username, page: `/users/${username}`, api: `/api/users/${username}` }
}

const setStatus = (id: string, status: string) =>
  server.database.owner.query('update accounts set status = $2 where id = $1', [id, status])

describe('a public profile', () => {
  it('carries names as chosen, day of joining, location and bio, and nothing else', async () => {
    const { username, page, api } = await newProfile()
    const stranger = server.browser()
    const joinedOn = new Date().toISOString().slice(0, 10)
    const { displayName, location, bio } = full
    expect((await stranger.api('GET', api)).json()).toEqual({ username, displayName, joinedOn, location, bio })
    const { text } = await stranger.get(page)
    expect(text).toContain('<h1>annie</h1>')
    expect(text).toContain('<p dir="auto">Robots.<br/>And tea.</p><p dir="auto">Mostly tea.</p>')
    const day = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date())
    expect(text).toContain(`York\u00a0· <time datetime="${joinedOn}">Here since ${day}</time>`)
  })

  it('public profiles never carry address, its hash, birth date, ip', async () => {
    for (const visibility of ['public', 'private']) {
      const { account, page, api, browser } = await newProfile({ visibility })
      const replies = [
        await server.browser().api('GET', api),
        await server.browser().get(page),
        await browser.get(page),
      ]
      for (const { text, headers } of replies)
        for (const secret of [
          account.email,
          '1984',
          'Annabel',
          'Leefirst',
          '127.0.0.1',
          account.createdAt.toISOString(),
        ])
          expect(text + JSON.stringify([...headers]), secret).not.toContain(secret)
    }
  })

  it('that is private shows display name and username only', async () => {
    const { username, page, api } = await newProfile({ visibility: 'private' })
    const nothing = { joinedOn: null, location: null, bio: null }
    expect((await server.browser().api('GET', api)).json()).toEqual({ username, displayName: 'annie', ...nothing })
    const { text } = await server.browser().get(page)
    expect(text).toContain('This profile is private.')
    for (const part of ['York', 'tea', 'Here since']) expect(text).not.toContain(part)
  })

  it('says to its owner, and to nobody else, that it is theirs', async () => {
    const { browser, page } = await newProfile()
    const other = await newPerson(server)
    expect((await browser.get(page)).text).toContain('href="/account">Edit profile</a>')
    for (const reader of [other.browser, server.browser()])
      expect((await reader.get(page)).text).not.toContain('Edit profile')
  })

  it('names and bios are text on the profile', async () => {
    const script = '<script>alert(1)</script>'
    const { page } = await newProfile({ displayName: script, location: `"${script}`, bio: `${script}\n<img src=x>` })
    const { text } = await server.browser().get(page)
    expect(text).not.toMatch(/<script>alert|<img src=x/)
    expect(text).toContain('&lt;script>alert(1)&lt;/script><br/>&lt;img src=x>')
  })

  it('has its date in the language of the reader', async () => {
    const { page } = await newProfile()
    const reader = server.browser()
    reader.language = 'de-CH,de;q=0.9'
    const day = new Intl.DateTimeFormat('de', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date())
    expect((await reader.get(page)).text).toContain(`Hier seit ${day}`)
  })

  it('is the same answer for unknown, suspended, quarantined, leaving and names that cannot be', async () => {
    const answers = new Set<string>()
    const ask = async (name: string) => {
      for (const path of [`/users/${name}`, `/api/users/${name}`]) {
        const { status, text, headers } = await server.browser().get(path)
        expect([status, headers.get('cache-control')], path).toEqual([404, 'no-store'])
        answers.add(text.replace(/\b(\w{4}-){2}\w{4}\b/g, 'id'))
      }
    }
    for (const status of ['suspended', 'quarantined', 'leaving']) {
      const { account, username } = await newProfile()
      await setStatus(account.id, status)
      await ask(username)
    }
    for (const name of ['nobody-at-all', '%00', '..%2f..%2fetc', '%F0%9F%A4%96', 'a%20b', 'x'.repeat(150)])
      await ask(name)
    expect(answers.size).toBe(2)
  })
})

describe('the profile of a former name', () => {
  it('leads to the present one: the page for now, the API at once', async () => {
    const { browser, page, api, username } = await newProfile()
    await browser.api('PATCH', '/api/account', { username: `${username}-2` })
    const reply = await server.browser().get(page)
    expect([reply.status, reply.headers.get('location')]).toEqual([302, `/users/${username}-2`])
    expect(reply.headers.get('cache-control')).toBe('no-store')
    expect((await server.browser().api('GET', api)).json()).toMatchObject({ username: `${username}-2` })
  })

  it('leads nowhere once the account is suspended or gone', async () => {
    const { browser, account, page, api, username } = await newProfile()
    await browser.api('PATCH', '/api/account', { username: `${username}-2` })
    await setStatus(account.id, 'suspended')
    for (const path of [page, api]) expect((await server.browser().get(path)).status).toBe(404)
    await server.database.owner.query('delete from accounts where id = $1', [account.id])
    for (const path of [page, api]) expect((await server.browser().get(path)).status).toBe(404)
  })
})

describe('caches', () => {
  it('may keep the API reply for a minute; who has it already gets 304', async () => {
    const { api, browser } = await newProfile()
    const first = await server.browser().api('GET', api)
    expect(first.headers.get('cache-control')).toBe('public, max-age=60')
    const etag = first.headers.get('etag') ?? ''
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const again = await server.browser().api('GET', api, undefined, { headers: { 'if-none-match': known } })
      expect([again.status, again.text, again.headers.get('etag')]).toEqual([304, '', etag])
    }
    await browser.api('PATCH', '/api/account', { location: 'Leeds' })
    const changed = await server.browser().api('GET', api, undefined, { headers: { 'if-none-match': etag } })
    expect(changed.status).toBe(200)
    expect(changed.json()).toMatchObject({ location: 'Leeds' })
  })

  it('never mix two people: unkeyed headers change no cacheable body', async () => {
    const { api, browser } = await newProfile()
    const plain = await server.browser().api('GET', api)
    const headers = {
      'accept-language': 'de',
      'x-forwarded-host': 'evil.example',
      accept: 'text/html',
      authorization: 'x',
    }
    for (const reply of [await browser.api('GET', api), await browser.api('GET', api, undefined, { headers })]) {
      expect(reply.text).toBe(plain.text)
      expect(reply.headers.get('set-cookie')).toBeNull()
    }
    expect((await browser.get(api.replace('/api', ''))).headers.get('cache-control')).toBe('no-store')
  })
})
