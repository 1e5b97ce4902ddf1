import { expect, test } from 'vitest'
import { isTest, readSources } from './sources.ts'

// What changes one of these has to revoke what processes keep of it; so it stands where that is seen to.
const watched = {
  accounts: ['src/features/accounts/queries.ts'],
  sessions: ['src/features/sessions/queries.ts'],
  access_tokens: ['src/features/access-tokens/queries.ts'],
} as const

const sources = readSources('src').filter(({ path }) => !isTest(path))

/** Files with a statement that changes or deletes rows of a table. */
const writersOf = (table: string) => {
  const write = new RegExp(
    `(?:updateTable|deleteFrom)\\('${table}'\\)|(?:update|delete from)\\s+(?:porchlight\\.)?${table}\\b`,
  )
  return sources.filter(({ text }) => write.test(text)).map(({ path }) => path)
}

test.each(Object.entries(watched))(
  'rows of %s are changed in one place, which revokes their copies',
  (table, places) => {
    expect(writersOf(table)).toEqual(places)
  },
)

test.each([
  ['src/features/accounts/queries.ts', 2],
  ['src/features/sessions/end-sessions.ts', 3],
  ['src/features/sessions/known-devices/forget-known-device.ts', 1],
  ['src/features/sessions/session.ts', 1],
  ['src/features/access-tokens/end-tokens.ts', 2],
])('%s revokes', (path, times) => {
  const { text = '' } = sources.find((source) => source.path === path) ?? {}
  expect(text.match(/await publishRevocation\(tx, /g)).toHaveLength(times)
})
