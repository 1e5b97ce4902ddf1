import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'
import { policyText, versionOf } from './policy-text.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({ env: { SITE_NAME: 'Kit’s Workshop', MINIMUM_AGE: '16' } })
})
afterAll(() => server.stop())

const about = { siteName: 'Kit’s Workshop', minimumAge: 16 }

describe.each(['terms', 'privacy'] as const)('/%s', (policy) => {
  test.each(['en', 'de'] as const)('names the site, its version and since when it is shown: %s', async (language) => {
    const browser = server.browser()
    browser.language = language
    const version = versionOf(policyText(policy, language, about))
      .toString('hex')
      .slice(0, 8)
    const shown = { en: `Version ${version}, first shown on`, de: `Fassung ${version}, zuerst gezeigt am` }[language]
    // The server notes its texts while it begins to listen.
    await expect.poll(async () => (await browser.get(`/${policy}`)).text).toContain(shown)
    const { status, text } = await browser.get(`/${policy}`)
    expect(status).toBe(200)
    expect(text).toContain('Kit’s Workshop')
    expect(text).toContain(String(new Date().getFullYear()))
    expect(text).toContain(`<html lang="${language}">`)
  })

  test('reading it writes nothing', async () => {
    const rows = async () => (await server.database.owner.query('select * from policy_versions order by id')).rows
    await expect.poll(async () => (await rows()).length).toBe(4)
    const before = await rows()
    for (const method of ['GET', 'HEAD']) await server.browser().send(method, `/${policy}`)
    expect(await rows()).toEqual(before)
  })
})

test('the privacy policy names every cookie there is', async () => {
  const { text } = await server.browser().get('/privacy')
  const source = readFileSync(new URL('../../platform/http/cookies.ts', import.meta.url), 'utf8')
  // That of the mailbox is set in development alone, for whoever reads the terminal.
  const cookies = source.match(/'porchlight(?!-mailbox)[\w-]*'/g)
  expect(cookies?.length).toBeGreaterThanOrEqual(5)
  for (const cookie of cookies ?? []) expect(text).toContain(`<li>${cookie.replaceAll("'", '')}: `)
})

test('/cookies leads to the part about cookies', async () => {
  const { status, headers } = await server.browser().get('/cookies')
  expect([status, headers.get('location')]).toEqual([303, '/privacy#cookies'])
  expect((await server.browser().get('/privacy')).text).toContain('<h2 id="cookies">')
})

describe('a version', () => {
  test('changes with every word, with the site and with the language', () => {
    const hexOf = (change: object, language: 'en' | 'de' = 'en') =>
      versionOf(policyText('terms', language, { ...about, ...change })).toString('hex')
    expect(hexOf({})).toBe(hexOf({}))
    expect(new Set([hexOf({}), hexOf({ siteName: 'Other' }), hexOf({ minimumAge: 18 }), hexOf({}, 'de')]).size).toBe(4)
  })

  test('says nothing of age where none is asked', () => {
    const { passages } = policyText('terms', 'en', { ...about, minimumAge: 0 })
    expect(passages.map(({ id }) => id)).not.toContain('age')
  })
})
