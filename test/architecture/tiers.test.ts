import { readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from './sources.ts'

const { tiers } = createRequire(import.meta.url)(join(root, 'architecture.cjs')) as { tiers: string[][] }

// What the design foresees: these may stand in the list before their folder does.
const foreseen = [
  ...['access-tokens', 'two-factor', 'lockout', 'email-verification', 'recovery', 'standing', 'pages', 'screening'],
  ...['comments', 'likes', 'views', 'avatars', 'notifications', 'moderation'],
  ...['privacy', 'backup', 'imports', 'admin', 'launch'],
]

/** What is wrong between a list of tiers and the folders that there are. */
function tierFaults(lists: readonly (readonly string[])[], folders: readonly string[]): string[] {
  const listed = lists.flat()
  return [
    ...folders.filter((name) => !listed.includes(name)).map((name) => `${name} is in no tier`),
    ...listed.filter((name, at) => listed.indexOf(name) !== at).map((name) => `${name} is in two tiers`),
    ...listed
      .filter((name) => !folders.includes(name) && !foreseen.includes(name))
      .map((name) => `${name} is in a tier and has no folder`),
  ]
}

test('every feature is in exactly one tier', () => {
  const folders = readdirSync(join(root, 'src/features'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
  expect(folders.length).toBeGreaterThan(10)
  expect(tierFaults(tiers, folders)).toEqual([])
})

test('a feature without tier, one in two tiers and a tier without feature are found', () => {
  expect(
    tierFaults(
      [
        ['audit', 'keys'],
        ['audit', 'likes'],
      ],
      ['audit', 'links'],
    ),
  ).toEqual(['links is in no tier', 'audit is in two tiers', 'keys is in a tier and has no folder'])
})
