import { timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Config } from '../config/config.ts'
import { sha256 } from '../platform/crypto/hash.ts'
import { canonicalAddress, isWithin } from '../platform/http/address.ts'

type Settings = Pick<Config, 'metricsAllow' | 'metricsToken' | 'trustedProxies'>

// Whoever passes a request on leaves one of these.
const traces = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'via']

const hasToken = ({ headers }: FastifyRequest, { metricsToken }: Settings): boolean => {
  const [, given] = /^Bearer +([\w.~+/-]+=*)$/i.exec(headers.authorization ?? '') ?? []
  // Hashes have one length, and tell nothing of how much of the token was right.
  return given !== undefined && metricsToken !== null && timingSafeEqual(sha256(given), sha256(metricsToken.reveal()))
}

/**
 * Whether the address may stand for whoever asks. A proxy that is not trusted has the address of its machine, often the
 * loopback, and passes on the whole world: its traces are looked for, and so is the public name under https, which we do
 * not speak ourselves. What a trusted one says of an address counts.
 */
function isTheirOwn(request: FastifyRequest, { trustedProxies }: Settings): boolean {
  const peer = canonicalAddress(request.raw.socket.remoteAddress)
  if (peer === null) return false
  const isPassedOn = traces.some((name) => request.headers[name] !== undefined)
  if (isPassedOn && !isWithin(peer, trustedProxies)) return false
  const { origin } = request.server.site.publicUrl
  const isByPublicName = origin.startsWith('https:') && request.headers.host?.toLowerCase() === new URL(origin).host
  return request.scope.ip !== peer || !(isPassedOn || isByPublicName)
}

/** Whether a request may read the figures: by its address or by the token. */
export function mayReadMetrics(request: FastifyRequest, settings: Settings): boolean {
  if (hasToken(request, settings)) return true
  const { ip } = request.scope
  return ip !== null && isWithin(ip, settings.metricsAllow) && isTheirOwn(request, settings)
}
