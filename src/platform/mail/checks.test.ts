import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestDns, type TestDns } from '../../../test/support/dns.ts'
import { freePort } from '../../../test/support/free-port.ts'
import { runCheck, sightOf } from '../../../test/support/sight.ts'
import { startTestSmtp, type TestSmtp } from '../../../test/support/smtp.ts'
import { checks, judgeRecords } from './checks.ts'
import { createLookUp, findSenderRecords } from './sender-records.ts'

const mailFrom = { name: '', address: 'accounts@example.org' }
const configOf = (url: string | null) => ({
  smtpUrl: url === null ? null : { reveal: () => url, toString: () => 'smtp://…' },
  ...{ mailFrom: url === null ? null : mailFrom, mailDkimKey: null, mailDkimSelector: 'porchlight' },
})
const run = (name: string, url: string | null) => runCheck(checks, name, sightOf({ config: configOf(url) }))

let smtp: TestSmtp
beforeAll(async () => {
  smtp = await startTestSmtp({
    authOptional: false,
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _, callback) =>
      password === 'right' ? callback(null, { user: username }) : callback(new Error('Wrong password')),
  })
})
afterAll(() => smtp.stop())

describe('mail', () => {
  it('that cannot leave is warned of, and is no failure', async () => {
    for (const { name } of checks) {
      const { state, mend } = await run(name, null)
      expect([state, mend], name).toEqual(['warned', expect.stringContaining('SMTP_URL and MAIL_FROM')])
    }
  })

  it('has a server that answers and lets us in, or a failure in its words; never a password', async () => {
    const at = (user: string) => smtp.url.replace('//', `//${user}@`)
    expect(await run('mail-configured', at('kit:right'))).toEqual({
      state: 'passed',
      evidence: 'Mails go to smtp://…, from accounts@example.org',
    })
    expect((await run('mail-server-answers', at('kit:right'))).evidence).toBe(
      `127.0.0.1:${smtp.port} answers, signed in`,
    )
    const refused = await run('mail-server-answers', at('kit:MARKED'))
    expect([refused.state, refused.evidence]).toEqual(['failed', expect.stringContaining('Wrong password')])
    expect(JSON.stringify(refused)).not.toContain('MARKED')
    const nobody = await run('mail-server-answers', `smtp://127.0.0.1:${await freePort()}`)
    expect([nobody.state, nobody.evidence]).toEqual(['failed', expect.stringContaining('nothing listens')])
  })

  it('is not handed to a server whose certificate nobody vouches for', async () => {
    const tls = await startTestSmtp({ secure: true })
    const seen = await run('mail-server-answers', tls.url.replace('smtp:', 'smtps:'))
    await tls.stop()
    expect([seen.state, seen.evidence]).toEqual(['failed', expect.stringMatching(/certificate|TLS/)])
  })
})

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
const half = createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64')

describe('the domain of the sender', () => {
  let dns: TestDns
  beforeAll(async () => {
    dns = await startTestDns({
      'example.org': ['some-verification=1', 'v=spf1 mx ~all'],
      '_dmarc.example.org': ['v=DMARC1; p=reject'],
      'porchlight._domainkey.example.org': [`v=DKIM1; k=rsa; p=${half}`],
      'old._domainkey.example.org': ['v=DKIM1; k=rsa; p=AAAA'],
      'mail.example.org': ['v=spf10 is something else'],
    })
  })
  afterAll(() => dns.stop())

  const judge = async (domain: string, selector: string | null) => {
    const dkim = selector === null ? null : { selector, key }
    const sender = { domain, smtpHost: 'smtp.example.net', dkim }
    return judgeRecords(domain, await findSenderRecords(createLookUp([dns.address]), sender))
  }

  it('vouches by SPF, DKIM and DMARC', async () => {
    expect(await judge('example.org', 'porchlight')).toEqual({
      state: 'passed',
      evidence: 'example.org: SPF published, DKIM published, DMARC published',
    })
    expect((await judge('example.org', null)).evidence).toMatch(/DKIM is left to the mail server$/)
  })

  it('that does not is warned of with the records to publish', async () => {
    const other = await judge('example.org', 'old')
    expect([other.state, other.mend]).toEqual([
      'warned',
      expect.stringContaining(`old._domainkey.example.org TXT "v=DKIM1; k=rsa; p=${half}"`),
    ])
    const below = await judge('mail.example.org', null)
    expect(below.evidence).toContain('SPF missing, DMARC published')
    expect(below.mend).toContain('mail.example.org TXT "v=spf1 a:smtp.example.net ~all"')
    const nothing = await judge('example.net', null)
    expect(nothing.mend).toContain('_dmarc.example.net TXT "v=DMARC1; p=none;')
  })

  it('cannot be judged where no name server answers', async () => {
    await expect(createLookUp([`127.0.0.1:${await freePort()}`])('example.org')).rejects.toThrow()
  }, 20_000)
})
