import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { type Config, ConfigInvalid, loadConfig } from './config.ts'

const cwd = '/nowhere/porchlight'

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

describe('secrets', () => {
  const marked = 'MARKED-kP3vQ8sT1wZ6yB4nM7cX2dF9gH5j'
  const database = `postgresql://app:${marked}@db.example.com/people?password=${marked}&sslmode=require`
  const config = load({
    ENVIRONMENT: 'test',
    SECRET_KEY: marked,
    SECRET_KEY_PREVIOUS: `old-${marked}`,
    DATABASE_URL: database,
    DATABASE_OWNER_URL: database,
  })

  it('are in no text that is made of the configuration', () => {
    const nested = new Error('failed', { cause: config })
    const texts = [
      JSON.stringify(config),
      inspect(config, { depth: null, showHidden: true }),
      inspect(config, { customInspect: false, depth: null, showHidden: true }),
      inspect(nested, { depth: null }),
      `${config.secretKey} ${config.databaseUrl}`,
      String(Object.entries(config)),
    ]
    for (const text of texts) expect(text).not.toContain('MARKED')
    expect(JSON.parse(JSON.stringify(config))).toMatchObject({
      secretKey: '[redacted]',
      databaseUrl: 'postgresql://app:••••••••@db.example.com/people?password=••••••••&sslmode=require',
    })
    expect(config.secretKey?.reveal()).toBe(marked)
    expect(config.databaseUrl?.reveal()).toBe(database)
  })

  it('are in no error, even where they are the problem', () => {
    const error = invalid({
      ENVIRONMENT: 'production',
      SECRET_KEY: 'MARKED',
      DATABASE_URL: 'postgresql://app:MARKED/x@db/people',
      DATABASE_OWNER_URL: 'mysql://app:MARKED@db/people',
      PUBLIC_URL: 'https://app:MARKED@example.com',
      SITE_URL: 'htps://app:MARKED@example.com',
      ALLOWED_ORIGINS: 'https://MARKED@example.com',
      BRAND_LOGO_URL: 'https://MARKED:MARKED@example.com/a.png',
    })
    expect(error.problems).toHaveLength(7)
    expect(inspect(error, { depth: null, showHidden: true })).not.toContain('MARKED')
  })
})
