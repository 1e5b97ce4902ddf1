import { describe, expect, it } from 'vitest'
import { type Config, ConfigInvalid, loadConfig, withPort } from './config.ts'

const cwd = '/nowhere/porchlight'
const strongKey = 'gT7xQz1mVb9KpLw3RdYh5NcJf8Us2AeX4ZoB6tMi'
const production = {
  ENVIRONMENT: 'production',
  PUBLIC_URL: 'https://people.example.com',
  SECRET_KEY: strongKey,
  SMTP_URL: 'smtp://smtp.example.com',
  MAIL_FROM: 'accounts@example.com',
}

const load = (env: Record<string, string | undefined>): Config => loadConfig({ env, cwd })

function invalid(env: Record<string, string | undefined>): ConfigInvalid {
  try {
    load(env)
  } catch (error) {
    if (error instanceof ConfigInvalid) return error
    throw error
  }
  throw new Error('the configuration was accepted')
}

const problemsOf = (env: Record<string, string | undefined>) =>
  Object.fromEntries(invalid(env).problems.map(({ setting, text }) => [setting, text]))

describe('the environment', () => {
  it.each([[{}], [{ HOST: 'localhost' }], [{ HOST: '127.0.0.2,[::1]', PUBLIC_URL: 'http://people.localhost:3000' }]])(
    'is development on this machine alone: %j',
    (env) => {
      expect(load(env).environment).toBe('development')
    },
  )

  it.each([
    [{ HOST: '0.0.0.0' }, 'HOST is 0.0.0.0'],
    [{ HOST: '127.0.0.1, 192.168.1.4' }, 'HOST is 192.168.1.4'],
    [{ PUBLIC_URL: 'https://example.com' }, 'PUBLIC_URL is https://example.com'],
    [{ PUBLIC_URL: 'http://localhost.example.com' }, 'PUBLIC_URL is http://localhost.example.com'],
  ])('has to be said once others can connect: %j', (env, door) => {
    expect(problemsOf(env).ENVIRONMENT).toBe(
      `is not set, and ${door}, so that this is more than a trial on one machine; say which it is`,
    )
  })

  it('an open server is in development only on purpose, and is warned', () => {
    const config = load({ ENVIRONMENT: 'development', HOST: '0.0.0.0' })
    expect(config.warnings).toEqual([
      'ENVIRONMENT is development and HOST is 0.0.0.0: other machines reach a server without its protections.',
    ])
  })
})

describe('weak secret, plain http, wildcard origin: the server does not start', () => {
  it('production starts with a strong key and an https address', () => {
    expect(load(production).warnings).toEqual([])
  })

  it('production without mail is warned about, and mail without a sender is none', () => {
    const { SMTP_URL: _, ...silent } = production
    expect(load(silent).warnings).toEqual([
      'SMTP_URL is not set: no mail leaves, so nobody confirms an address or gets back in by mail.',
    ])
    expect(problemsOf({ SMTP_URL: 'smtp://localhost:25' })).toEqual({
      MAIL_FROM: 'is not set, and mails by SMTP_URL need a sender',
    })
  })

  it.each<[string, Record<string, string | undefined>, string]>([
    ['SECRET_KEY', { SECRET_KEY: undefined }, 'is not set, and production and staging need one that they are given'],
    [
      'SECRET_KEY',
      { SECRET_KEY: 'hunter2' },
      'has 7 characters, at least 32 are needed; production and staging need a random one',
    ],
    [
      'PUBLIC_URL',
      { PUBLIC_URL: 'http://example.com' },
      'is http://example.com, and production needs an https:// address',
    ],
    [
      'PUBLIC_URL',
      { PUBLIC_URL: 'http://localhost:3000' },
      'is http://localhost:3000, and production needs an https:// address',
    ],
    ['ALLOWED_ORIGINS', { ALLOWED_ORIGINS: '*' }, '"*" is a wildcard; each origin has to be written out'],
    [
      'ALLOWED_ORIGINS',
      { ALLOWED_ORIGINS: 'https://a.example,https://*.b.example' },
      '"https://*.b.example" is a wildcard; each origin has to be written out',
    ],
    ['RATE_LIMITS', { RATE_LIMITS: 'off' }, 'is off, which only development and test may be'],
    ['PORT', { PORT: '0' }, 'is 0, any free port, which exists in test only'],
  ])('%s %j', (setting, change, sentence) => {
    expect(problemsOf({ ...production, ...change })).toEqual({ [setting]: sentence })
  })

  it('staging is as strict, but may be plain http on its own machine', () => {
    const staging = { ...production, ENVIRONMENT: 'staging' }
    expect(load({ ...staging, PUBLIC_URL: 'http://localhost:3000' }).environment).toBe('staging')
    expect(problemsOf({ ...staging, PUBLIC_URL: 'http://10.0.0.4', SECRET_KEY: '', RATE_LIMITS: 'off' })).toEqual({
      PUBLIC_URL: 'is http://10.0.0.4, and staging needs an https:// address, or one of this machine',
      SECRET_KEY: 'is not set, and production and staging need one that they are given',
      RATE_LIMITS: 'is off, which only development and test may be',
    })
  })

  it('an origin over plain http is warned about', () => {
    expect(load({ ...production, ALLOWED_ORIGINS: 'http://blog.example.com' }).warnings).toEqual([
      'ALLOWED_ORIGINS has http://blog.example.com: over plain http anyone on the way can act as its readers.',
    ])
  })
})

describe('rules between settings', () => {
  it('the previous key is another key', () => {
    expect(problemsOf({ SECRET_KEY: strongKey, SECRET_KEY_PREVIOUS: strongKey })).toEqual({
      SECRET_KEY_PREVIOUS: 'is the same as SECRET_KEY; it is the one before',
    })
  })

  it('addresses are verified before sign-in wherever mail can be sent, and only there', () => {
    const { SMTP_URL: _, ...silent } = production
    expect(load(production).emailVerification).toBe('before-sign-in')
    expect(load({ ENVIRONMENT: 'development' }).emailVerification).toBe('before-sign-in')
    expect([load(silent).emailVerification, load({ ENVIRONMENT: 'test' }).emailVerification]).toEqual(['off', 'off'])
    expect(load({ ...production, EMAIL_VERIFICATION: 'before-taking-part' }).emailVerification).toBe(
      'before-taking-part',
    )
    expect(problemsOf({ ...silent, EMAIL_VERIFICATION: 'before-taking-part' })).toEqual({
      EMAIL_VERIFICATION: 'is before-taking-part, and without SMTP_URL nobody gets the mail to confirm',
    })
    expect(problemsOf({ ...production, EMAIL_VERIFICATION: 'yes' })).toHaveProperty('EMAIL_VERIFICATION')
  })

  it('an owner role needs a database of its own', () => {
    expect(problemsOf({ DATABASE_OWNER_URL: 'postgresql://owner@db/people' })).toEqual({
      DATABASE_OWNER_URL: 'is set without DATABASE_URL, the role that the server uses',
    })
  })

  it('any free port exists in test, and the address follows the port that it became', () => {
    const config = load({ ENVIRONMENT: 'test', PORT: '0', RATE_LIMITS: 'off' })
    expect(withPort(config, 41234)).toMatchObject({ port: 41234, publicUrl: { href: 'http://localhost:41234' } })
    const behind = load({ ENVIRONMENT: 'test', PORT: '0', PUBLIC_URL: 'https://example.com/people' })
    expect(withPort(behind, 41234).publicUrl).toEqual(behind.publicUrl)
    expect(withPort(load({}), 41234).port).toBe(3000)
  })
})

describe('the list of breached passwords', () => {
  it('is asked by https, or on this machine', () => {
    expect(load({})).toMatchObject({
      breachedPasswords: 'off',
      breachedPasswordsUrl: 'https://api.pwnedpasswords.com/range',
    })
    const mirror = load({ BREACHED_PASSWORDS: 'hibp', BREACHED_PASSWORDS_URL: 'http://127.0.0.1:8080/range/' })
    expect(mirror).toMatchObject({ breachedPasswords: 'hibp', breachedPasswordsUrl: 'http://127.0.0.1:8080/range' })
    expect(problemsOf({ BREACHED_PASSWORDS_URL: 'http://mirror.example.com/range' })).toEqual({
      BREACHED_PASSWORDS_URL: 'is http://mirror.example.com/range, and a list on another machine is asked by https://',
    })
    expect(Object.keys(problemsOf({ BREACHED_PASSWORDS: 'on' }))).toEqual(['BREACHED_PASSWORDS'])
  })
})

describe('who may read the figures', () => {
  const token = 'mT4vQz9xVb2KpLw7RdYh1NcJf5Us3AeX'

  it('is nobody, unless said', () => {
    expect(load({})).toMatchObject({ metricsAllow: [], metricsToken: null })
    const config = load({ METRICS_ALLOW: 'loopback, 10.0.0.0/8', METRICS_TOKEN: token })
    expect(config.metricsAllow).toEqual(['127.0.0.0/8', '::1/128', '10.0.0.0/8'])
    expect(config.metricsToken?.reveal()).toBe(token)
  })

  it.each([
    ['abc', 'has 3 characters, at least 32 are needed'],
    [token.slice(1), 'has 31 characters, at least 32 are needed'],
    ['a'.repeat(40), 'has only 1 different characters'],
    [`${token} ${token}`, 'has characters that no Authorization header carries'],
    [`${token}ü`, 'has characters that no Authorization header carries'],
  ])('refuses the token %s in development too', (value, fault) => {
    expect(problemsOf({ METRICS_TOKEN: value })).toEqual({ METRICS_TOKEN: fault })
  })

  it('refuses the secret key as a token', () => {
    expect(problemsOf({ SECRET_KEY: token, METRICS_TOKEN: token })).toEqual({
      METRICS_TOKEN: 'is the same as SECRET_KEY, and it travels with each question',
    })
  })

  it.each(['0.0.0.0/0', '::/0', 'everybody', '*', '10.0.0.0/33', 'loopback,'])('refuses %s as a network', (value) => {
    expect(Object.keys(problemsOf({ METRICS_ALLOW: value }))).toEqual(['METRICS_ALLOW'])
  })
})
