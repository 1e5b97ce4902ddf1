import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createTestDatabase } from '../../../../test/support/database.ts'
import { readNetwork } from './network.ts'

test.each([
  ['192.0.2.7', '192.0.2.7/32'],
  ['192.0.2.7/24', '192.0.2.0/24'],
  ['192.0.2.255/31', '192.0.2.254/31'],
  ['10.1.2.3/0', '0.0.0.0/0'],
  ['2001:DB8:0:0::7', '2001:db8::7/128'],
  ['2001:db8:ffff::/33', '2001:db8:8000::/33'],
  ['::ffff:192.0.2.7', '192.0.2.7/32'],
  ['::ffff:192.0.2.7/120', '192.0.2.0/24'],
])('%s is %s', (text, expected) => {
  expect(readNetwork(text)).toBe(expected)
})

test.each([
  ...['', 'localhost', '192.0.2', '192.0.2.256', '0300.0.2.1', '0xc0.0.2.1', '1', '192.0.2.7/33', '192.0.2.7/-1'],
  ...[
    '192.0.2.7/',
    '192.0.2.7/24/1',
    '192.0.2.7/2 4',
    '2001:db8::/129',
    'fe80::1%eth0',
    '::ffff:192.0.2.7/90',
    '/8',
    '10.0.0.0/8\0',
  ],
])('%j is no network', (text) => {
  expect(readNetwork(text)).toBeNull()
})

test('PostgreSQL takes every network that comes of it, and none has anything beyond its length', async () => {
  const database = await createTestDatabase()
  const text = fc.oneof(
    fc.tuple(fc.ipV4(), fc.integer({ min: 0, max: 32 })).map((parts) => parts.join('/')),
    fc.tuple(fc.ipV6(), fc.integer({ min: 0, max: 128 })).map((parts) => parts.join('/')),
  )
  const networks = fc
    .sample(text, 300)
    .map(readNetwork)
    .filter((network) => network !== null)
  expect(networks.length).toBeGreaterThan(200)
  const { rows } = await database.owner.query('select count(n::cidr)::int as taken from unnest($1::text[]) n', [
    networks,
  ])
  await database.close()
  expect(rows).toEqual([{ taken: networks.length }])
})
