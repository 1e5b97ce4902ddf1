import ipaddr from 'ipaddr.js'
import { remembered } from './remembered.ts'

const spell = remembered((value) => {
  const text = value.split('%')[0] ?? ''
  return ipaddr.isValid(text) ? ipaddr.process(text).toString() : ''
})

/** One spelling for each address: IPv4 inside IPv6 as IPv4, no zone. Null where it is none. */
export const canonicalAddress = (value: string | undefined): string | null => spell(value ?? '') || null

/** Whether an address, spelled as above, is one of these or in one of these ranges (CIDR). */
export function isWithin(address: string, ranges: readonly string[]): boolean {
  const asked = ipaddr.process(address)
  return ranges.some((range) => {
    const [start = '', bits] = range.split('/')
    const first = ipaddr.process(start)
    if (first.kind() !== asked.kind()) return false
    const length = bits === undefined ? (first.kind() === 'ipv4' ? 32 : 128) : Number(bits)
    return asked.match(first, length)
  })
}

/** What counts as one visitor: an IPv4 address, or the /64 that a household or a server has of IPv6. */
export function visitorOf(ip: string | null): string {
  if (ip === null || !ipaddr.isValid(ip)) return 'unknown'
  const address = ipaddr.process(ip)
  if (address.kind() === 'ipv4') return address.toString()
  const parts = (address as ipaddr.IPv6).parts.slice(0, 4)
  return `${parts.map((part) => part.toString(16)).join(':')}::/64`
}
