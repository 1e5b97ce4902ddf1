import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Config, ConfigInvalid, loadConfig } from './config.ts'
import { settingNames } from './settings.ts'

const cwd = '/nowhere/porchlight'
const strongKey = 'gT7xQz1mVb9KpLw3RdYh5NcJf8Us2AeX4ZoB6tMi'
const production = { ENVIRONMENT: 'production', PUBLIC_URL: 'https://people.example.com', SECRET_KEY: strongKey }

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

describe('with nothing set', () => {
  it('every setting has its default', () => {
    const { origins, ...config } = load({})
    expect(config).toEqual({
      listen: ['127.0.0.1', '::1'],
      port: 3000,
      publicUrl: { origin: 'http://localhost:3000', prefix: '', href: 'http://localhost:3000' },
      environment: 'development',
      trustedProxies: [],
      apiDocs: true,
      dataDir: '/nowhere/porchlight/data',
      databaseUrl: null,
      databaseOwnerUrl: null,
      databasePoolSize: 10,
      databaseWaitSeconds: 5,
      databaseLifetimeSeconds: 3_600,
      databaseStatementSeconds: 15,
      databaseIdleSeconds: 30,
      redisUrl: null,
      sessionCacheSeconds: 5,
      secretKey: null,
      secretKeyPrevious: null,
      logLevel: 'info',
      logFormat: 'pretty',
      logFile: null,
      logFileSizeMb: 20,
      logFilesKept: 14,
      smtpUrl: null,
      mailFrom: null,
      mailDkimKey: null,
      mailDkimSelector: 'porchlight',
      emailVerification: 'before-sign-in',
      recoveryMinutes: 30,
      metricsAllow: [],
      metricsToken: null,
      siteUrl: null,
      siteName: 'Porchlight',
      siteLanguage: 'en',
      siteTimeZone: 'UTC',
      brandColor: 'oklch(0.81 0.152 77)',
      brandLogoUrl: null,
      allowedOrigins: [],
      passwordPolicy: 'composition',
      breachedPasswords: 'off',
      breachedPasswordsUrl: 'https://api.pwnedpasswords.com/range',
      minimumAge: 13,
      termsChangedOn: null,
      twoFactorPolicy: 'optional',
      twoFactorGraceDays: 0,
      twoFactorTrustDays: 30,
      rateLimits: true,
      lockoutFailures: 5,
      limits: {
        registration: { count: 3, seconds: 3600 },
        'sign-in-address': { count: 5, seconds: 60 },
        'sign-in-device': { count: 10, seconds: 3600 },
        'password-change': { count: 5, seconds: 3600 },
        'second-factor': { count: 10, seconds: 3600 },
        'backup-codes': { count: 10, seconds: 3600 },
        recovery: { count: 5, seconds: 3600 },
        'recovery-mails': { count: 3, seconds: 3600 },
        'verification-mails': { count: 5, seconds: 3600 },
        'verification-pause': { count: 1, seconds: 60 },
        'verification-again': { count: 5, seconds: 86_400 },
        'token-requests': { count: 600, seconds: 60 },
        writes: { count: 300, seconds: 60 },
        'public-reads': { count: 3000, seconds: 60 },
      },
      warnings: [],
      secretFiles: [],
    })
    expect(new Set(Object.values(origins))).toEqual(new Set(['default']))
    expect(Object.keys(origins)).toEqual(settingNames)
  })

  it('defaults follow from what is set', () => {
    expect(load({ PORT: '8080' }).publicUrl.href).toBe('http://localhost:8080')
    expect(load({ PORT: '80' }).publicUrl.href).toBe('http://localhost')
    expect(load({ SITE_URL: 'https://www.example.com/blog/' }).siteName).toBe('example.com')
    expect(load(production).logFormat).toBe('json')
  })

  it('white space is dropped, and an empty value counts as not set', () => {
    expect(load({ PORT: ' 8080\n', SITE_NAME: '   ' })).toMatchObject({ port: 8080, siteName: 'Porchlight' })
  })
})

describe('what is wrong', () => {
  it('is told all at once, a line each, with an example, and exit code 78', () => {
    const error = invalid({ PORT: 'eighty', HOST: 'mars', MINIMUM_AGE: '-1', ENVIRONMENT: 'prod' })
    expect(error.exitCode).toBe(78)
    expect(error.message.split('\n')).toEqual([
      '6 settings are wrong:',
      '  HOST: "mars" is not an IP address of this machine. Example: HOST=0.0.0.0',
      '  PORT: "eighty" is not a whole number from 1 to 65535. Example: PORT=8080',
      expect.stringMatching(/^ {2}PUBLIC_URL: .* Example: PUBLIC_URL=https:\/\/people\.example\.com$/),
      '  ENVIRONMENT: "prod" is not one of production, staging, development, test. Example: ENVIRONMENT=production',
      expect.stringMatching(/^ {2}SECRET_KEY: is not set, .* Example: SECRET_KEY="\$\(openssl rand -base64 48\)"$/),
      '  MINIMUM_AGE: "-1" is not a whole number from 0 to 120. Example: MINIMUM_AGE=16',
    ])
  })

  it('stays one line, whatever was typed', () => {
    expect(problemsOf({ SITE_NAME: 'a\nb' })).toEqual({
      SITE_NAME: 'contains a line break or another invisible character',
    })
    expect(invalid({ PORT: '3\u202e\u200b' }).message).toContain('"3\\u{202e}\\u{200b}"')
    expect(invalid({ PORT: 'x'.repeat(5000) }).message.length).toBeLessThan(250)
  })
})

it('the configuration is frozen through and through', () => {
  const config = load({ ALLOWED_ORIGINS: 'https://example.com', SECRET_KEY: strongKey })
  const parts = [config, ...Object.values(config), ...Object.values(config.limits)]
  for (const part of parts) expect(Object.isFrozen(part)).toBe(true)
  expect(Reflect.set(config.limits.writes, 'count', 1)).toBe(false)
})

it('whatever is set, the answer is a configuration or ConfigInvalid', () => {
  const near = fc.constantFrom(
    'http://',
    'postgresql://',
    'oklch(',
    '#',
    '/',
    '*',
    ',',
    '@',
    '0',
    '%',
    'UTC',
    '\u0000',
    '\ud800',
  )
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.oneof(near, fc.string()), { maxLength: 6 }).map((it) => it.join('')),
  )
  const env = fc.dictionary(fc.oneof(fc.constantFrom(...settingNames), fc.string()), text)
  fc.assert(
    fc.property(env, (it) => {
      try {
        expect(Object.isFrozen(load(it))).toBe(true)
      } catch (error) {
        expect(error).toBeInstanceOf(ConfigInvalid)
      }
    }),
    { numRuns: 400 },
  )
})
