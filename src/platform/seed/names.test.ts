import { expect, it } from 'vitest'
import { checkProfile } from '../../features/accounts/index.ts'
import { mostNames, nameOf } from './names.ts'

const many = Array.from({ length: 60_000 }, (_, n) => nameOf(3, n))

it('no two people share a username, whatever the case', () => {
  expect(new Set(many.map(({ username }) => username.toLowerCase())).size).toBe(many.length)
})

it('the last name is as good as the first, and there are tens of millions', () => {
  expect(mostNames).toBeGreaterThan(20_000_000)
  const ends = Array.from({ length: 5_000 }, (_, n) => nameOf(3, mostNames - 1 - n).username)
  expect(new Set(ends).size).toBe(ends.length)
})

it('every name is one that a person could register with', () => {
  const rule = { minimumAge: 0, now: new Date('2026-11-20T12:00:00Z'), timeZone: 'UTC' }
  const faults = many
    .slice(0, 5_000)
    .concat(nameOf(3, mostNames - 1))
    .flatMap((name) => checkProfile({ ...name, email: `${name.username}@example.org` }, rule).issues)
  expect(faults).toEqual([])
})

it('names are written as they are, and usernames in plain letters', () => {
  const written = new Map(many.map(({ firstName, username }) => [firstName, username]))
  expect(written.get('Jörg')).toMatch(/^joerg[._-]/)
  expect(written.get('Michał')).toMatch(/^michal[._-]/)
  expect(written.get('Катерина')).toMatch(/^kateryna[._-]/)
})
