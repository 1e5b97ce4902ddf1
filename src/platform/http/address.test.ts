import fc from 'fast-check'
import { expect, it } from 'vitest'
import { canonicalAddress, visitorOf } from './address.ts'

it('addresses of one IPv6 /64, in any spelling, share one counter', () => {
  const spellings = ['2001:db8:0:1::1', '2001:0DB8:0000:0001:ffff::2', '2001:db8:0:1:a:b:c:d%eth0']
  expect(new Set(spellings.map((ip) => visitorOf(canonicalAddress(ip))))).toEqual(new Set(['2001:db8:0:1::/64']))
  expect(visitorOf('2001:db8:0:2::1')).not.toBe(visitorOf('2001:db8:0:1::1'))
})

it('an IPv4 address is the same inside IPv6', () => {
  expect(visitorOf(canonicalAddress('::ffff:192.0.2.1'))).toBe('192.0.2.1')
})

it('whatever comes is an address or none, and never an error', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const address = canonicalAddress(text)
      expect(address === null || canonicalAddress(address) === address).toBe(true)
      expect(typeof visitorOf(text)).toBe('string')
    }),
  )
})
