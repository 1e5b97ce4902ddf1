import { expect, test } from 'vitest'
import { findingsOf, type Seen } from './findings.ts'

const well: Seen = {
  account: { email: 'a@example.org', emailVerifiedAt: new Date(0), mailState: 'working', factors: ['totp'] },
  verifies: true,
  mails: true,
  codesLeft: 10,
  devices: { known: 2, trusted: 1, unused: 0 },
}
const of = (change: Partial<Seen> = {}, account: Partial<Seen['account']> = {}) =>
  findingsOf({ ...well, ...change, account: { ...well.account, ...account } }).map(({ about, isGood }) =>
    isGood ? about : `! ${about}`,
  )

test('all is well', () => {
  expect(of()).toEqual(['address-good', 'factor-app', 'codes-good', 'trusted', 'devices-good'])
  expect(of({}, { factors: ['totp', 'passkey'] })[1]).toBe('factor-passkey')
})

test('what is to be improved comes first', () => {
  const bad = { codesLeft: 2, devices: { known: 3, trusted: 0, unused: 1 } }
  expect(of(bad, { emailVerifiedAt: null })).toEqual([
    '! address-unproved',
    '! codes-few',
    '! devices-unused',
    'factor-app',
  ])
  expect(of({ codesLeft: 3 })).not.toContain('! codes-few')
})

test('an address whose mail comes back is worse than one that nobody proved', () => {
  expect(of({}, { emailVerifiedAt: null, mailState: 'bouncing' })[0]).toBe('! address-bounces')
})

test('nothing is asked that this site cannot give', () => {
  expect(of({ verifies: false }, { emailVerifiedAt: null })[0]).toBe('address-good')
  expect(of({ mails: false })[0]).toBe('factor-app')
})

test('without a second factor there are no codes, and no browser stands for it', () => {
  const none = { codesLeft: null, devices: { known: 1, trusted: 1, unused: 0 } }
  expect(of(none, { factors: [] })).toEqual(['! factor-none', 'address-good', 'devices-good'])
})
