import { expect, test } from 'vitest'
import { findRelyingParty } from './relying-party.ts'

test.each([
  ['https://people.example.org', 'people.example.org'],
  ['https://people.example.org:8443', 'people.example.org'],
  ['http://localhost:3000', 'localhost'],
  ['http://people.localhost', 'people.localhost'],
])('%s has passkeys for %s', (origin, id) => {
  expect(findRelyingParty({ origin })).toEqual({ id, origin })
})

test.each([
  'http://127.0.0.1:3000',
  'https://192.0.2.7',
  'https://[2001:db8::1]',
  'http://[::1]:3000',
  'http://people.example.org',
  'http://notlocalhost',
])('%s can have none', (origin) => {
  expect(findRelyingParty({ origin })).toBeNull()
})
