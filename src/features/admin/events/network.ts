import ipaddr from 'ipaddr.js'

type Network = readonly [ipaddr.IPv4 | ipaddr.IPv6, number]

// As the log has addresses: IPv4 inside IPv6 as IPv4.
function asLogged([address, bits]: Network): Network | null {
  if (address.kind() === 'ipv4' || !(address as ipaddr.IPv6).isIPv4MappedAddress()) return [address, bits]
  return bits < 96 ? null : [(address as ipaddr.IPv6).toIPv4Address(), bits - 96]
}

function parse(text: string): Network | null {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return [ipaddr.IPv4.parse(text), 32]
  if (ipaddr.IPv6.isValid(text)) return [ipaddr.IPv6.parse(text), 128]
  const [address = '', bits = '', ...rest] = text.split('/')
  if (rest.length > 0 || !/^\d{1,3}$/.test(bits)) return null
  const whole = address.includes('/') ? null : parse(address)
  return whole && Number(bits) <= whole[1] ? [whole[0], Number(bits)] : null
}

/** Reads an address or a network in CIDR form as a network, its first address and its length; null for what is none. */
export function readNetwork(text: string): string | null {
  if (text.includes('%')) return null
  const parsed = parse(text)
  const network = parsed && asLogged(parsed)
  if (!network) return null
  const [address, bits] = network
  const bytes = address.toByteArray().map((byte, at) => byte & (0xff00 >> Math.min(8, Math.max(0, bits - at * 8))))
  return `${ipaddr.fromByteArray(bytes).toString()}/${bits}`
}
