import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ConfigInvalid, loadConfig } from './config.ts'
import { describeConfig } from './describe-config.ts'
import { readEnvironment } from './environment.ts'
import { editDistance } from './near-misses.ts'

let cwd = ''
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'porchlight-config-'))
})
afterEach(() => rmSync(cwd, { recursive: true, force: true }))

const load = (env: Record<string, string | undefined> = {}) => loadConfig({ env, cwd })
const write = (name: string, text: string) => writeFileSync(join(cwd, name), text)

function problemsOf(env: Record<string, string> = {}): string[] {
  try {
    load(env)
  } catch (error) {
    if (error instanceof ConfigInvalid) return error.message.split('\n').slice(1)
  }
  return []
}

const originOf = (name: string, config = load()) => describeConfig(config).find((it) => it.name === name)?.origin

describe('.env', () => {
  it('is read, and the environment comes before it', () => {
    write('.env', '\uFEFFPORT=8080\nexport SITE_NAME="Kit\'s Workshop" # a comment\nLOG_LEVEL=warn\n')
    const config = load({ PORT: '9090', LOG_LEVEL: '' })
    expect(config).toMatchObject({ port: 9090, siteName: "Kit's Workshop", logLevel: 'warn', warnings: [] })
    expect(['PORT', 'SITE_NAME', 'HOST'].map((name) => originOf(name, config))).toEqual([
      'environment',
      '.env',
      'default',
    ])
  })

  it('may be missing, but not unreadable', () => {
    mkdirSync(join(cwd, '.env'))
    expect(problemsOf()).toEqual([
      `  .env: the file in "${cwd}" is a directory. Example: chmod 600 .env, as the user who starts the server`,
    ])
  })

  it('a value that a # cuts off is warned about, one in quotation marks is not', () => {
    write(
      '.env',
      'BRAND_COLOR=#ffb000\nSECRET_KEY = ab#cd\nSITE_NAME="a#b"\nLOG_LEVEL=info # fine\nSITE_LANGUAGE= # fine\n# PORT=1#\n',
    )
    expect(load().warnings).toEqual([
      'BRAND_COLOR in .env ends before its #, which begins a comment; put the value in quotation marks.',
      'SECRET_KEY in .env ends before its #, which begins a comment; put the value in quotation marks.',
    ])
  })
})

describe('a secret in a file', () => {
  it('is read without its line break, from a path that may be relative', () => {
    write('key', 'a-key-of-some-kind\n')
    const config = load({ SECRET_KEY_FILE: 'key' })
    expect(config.secretKey?.reveal()).toBe('a-key-of-some-kind')
    expect(originOf('SECRET_KEY', config)).toBe('file SECRET_KEY_FILE')
  })

  it('of a Redis too', () => {
    write('redis', 'redis://:secret@redis:6379/0\n')
    const config = load({ REDIS_URL_FILE: 'redis' })
    expect(config.redisUrl?.reveal()).toBe('redis://:secret@redis:6379/0')
    expect(String(config.redisUrl)).not.toContain('secret')
  })

  it.each([['SECRET_KEY', 'SECRET_KEY_PREVIOUS', 'DATABASE_URL', 'DATABASE_OWNER_URL']])(
    'is possible for every secret',
    (...names) => {
      write('url', 'postgresql://app:secret@db/people\r\n')
      write('key', 'one')
      write('old', 'two')
      const file = (name: string) => (name.endsWith('URL') ? 'url' : name.endsWith('PREVIOUS') ? 'old' : 'key')
      const config = load(Object.fromEntries(names.map((name) => [`${name}_FILE`, join(cwd, file(name))])))
      expect(config.warnings).toEqual([])
      expect(names.map((name) => originOf(name, config))).toEqual(names.map((name) => `file ${name}_FILE`))
    },
  )

  it('in the environment comes before a value in .env', () => {
    write('key', 'from the file')
    write('.env', 'SECRET_KEY=from-dot-env')
    expect(load({ SECRET_KEY_FILE: 'key' }).secretKey?.reveal()).toBe('from the file')
  })

  it.each([
    ['missing', 'the file "missing" does not exist'],
    ['.', 'the file "." is a directory'],
    ['empty', 'the file "empty" is empty'],
  ])('has to be one: %s', (name, sentence) => {
    write('empty', '\n')
    const path = join(cwd, name)
    expect(problemsOf({ SECRET_KEY_FILE: name })).toEqual([
      `  SECRET_KEY: ${sentence.replace(`"${name}"`, `"${path.replace(/\/$/, '')}"`)}. Example: SECRET_KEY_FILE=/run/secrets/secret_key`,
    ])
  })

  it('and the value too is one too many', () => {
    write('key', 'one')
    expect(problemsOf({ SECRET_KEY_FILE: 'key', SECRET_KEY: 'other' })).toEqual([
      '  SECRET_KEY: is set, and SECRET_KEY_FILE too; one of them has to go. Example: SECRET_KEY_FILE=',
    ])
  })

  it('may be endless without holding up the start', () => {
    expect(problemsOf({ SECRET_KEY_FILE: '/dev/zero' })).toEqual([
      '  SECRET_KEY: contains a line break or another invisible character. Example: SECRET_KEY="$(openssl rand -base64 48)"',
    ])
  })

  it('is for secrets only', () => {
    expect(load({ SITE_NAME_FILE: 'x' }).warnings).toEqual([
      'SITE_NAME_FILE is set, but there is no such setting, so it does nothing.',
    ])
  })
})

describe('names that look like ours and are none', () => {
  it.each([
    ['LIMIT_REGISTRATIONS', '; the nearest one is LIMIT_REGISTRATION'],
    ['DATABASE_URI', '; the nearest one is DATABASE_URL'],
    ['PUBILC_URL', '; the nearest one is PUBLIC_URL'],
    ['HOTS', '; the nearest one is HOST'],
    ['log_level', '; the nearest one is LOG_LEVEL'],
    ['TRUSTED_PROXY', '; the nearest one is TRUSTED_PROXIES'],
    ['SENTRY_DSN', ''],
    ['PORCHLIGHT_COLOR', ''],
  ])('%s is warned about', (name, hint) => {
    expect(load({ [name]: 'MARKED' }).warnings).toEqual([
      `${name} is set, but there is no such setting, so it does nothing${hint}.`,
    ])
  })

  it('what other programs set is left alone', () => {
    const usual =
      'PATH HOME HOSTNAME HOSTTYPE LOGNAME MAIL MAILCHECK TERM PWD SHLVL LANG SESSION_MANAGER PGPORT PGHOST USER EDITOR CI ' +
      'NODE_ENV NODE_OPTIONS npm_config_loglevel npm_package_name SSH_AUTH_SOCK XDG_DATA_DIRS PORCHLIGHT_INSTALL_BROWSER'
    expect(load(Object.fromEntries(usual.split(' ').map((name) => [name, 'x']))).warnings).toEqual([])
  })

  it('distance counts what a hand slips at', () => {
    expect(editDistance('HOST', 'HOTS')).toBe(1)
    expect(editDistance('PORT', 'PORTS')).toBe(1)
    expect(editDistance('', 'PORT')).toBe(4)
    expect(editDistance('PORT', 'PORT')).toBe(0)
  })
})

it('the environment of the process is read where it is', () => {
  const { env, cwd: here } = readEnvironment()
  expect(env).toEqual(process.env)
  expect(here).toBe(process.cwd())
})
