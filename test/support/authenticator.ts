import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

type Cbor = number | string | Uint8Array | ReadonlyMap<number | string, Cbor>

function headOf(major: number, value: number): Buffer {
  if (value < 24) return Buffer.from([(major << 5) | value])
  if (value < 256) return Buffer.from([(major << 5) | 24, value])
  return Buffer.from([(major << 5) | 25, value >> 8, value & 255])
}

/** The little of CBOR (RFC 8949) that authenticators speak. */
function cborOf(value: Cbor): Buffer {
  if (typeof value === 'number') return value < 0 ? headOf(1, -1 - value) : headOf(0, value)
  if (typeof value === 'string') return Buffer.concat([headOf(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (value instanceof Uint8Array) return Buffer.concat([headOf(2, value.length), value])
  return Buffer.concat([headOf(5, value.size), ...[...value].flatMap(([key, part]) => [cborOf(key), cborOf(part)])])
}

const sha256 = (value: string | Uint8Array) => createHash('sha256').update(value).digest()
const flag = { present: 1, verified: 4, eligible: 8, backedUp: 16, attested: 64 } as const

/** What a test may have otherwise than an honest authenticator and browser would. */
export type Tweaks = {
  readonly origin?: string
  readonly rpId?: string
  readonly challenge?: string
  readonly type?: string
  readonly crossOrigin?: boolean
  /** Whether the authenticator has asked who is there. */
  readonly verified?: boolean
  readonly counter?: number
  readonly userHandle?: string
  readonly format?: string
}

type Asked = { readonly challenge: string; readonly rpId?: string; readonly rp?: { readonly id: string } }

/** An authenticator with one passkey, and the browser before it; made anew for each test that needs one. */
export class Authenticator {
  readonly id = randomBytes(16)
  readonly origin: string
  counter = 0
  /** Whether it counts its signatures; those that sync do not. */
  readonly counts: boolean
  readonly #aaguid: string
  readonly #privateKey: KeyObject
  readonly publicKey: Buffer
  #userHandle = ''

  constructor(origin: string, { counts = true, aaguid = '0'.repeat(32) }: { counts?: boolean; aaguid?: string } = {}) {
    this.origin = origin
    this.counts = counts
    this.#aaguid = aaguid.replaceAll('-', '')
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
    this.#privateKey = privateKey
    const point = (part: string) => Buffer.from(part, 'base64url')
    const key = new Map<number, Cbor>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, point(x)],
      [-3, point(y)],
    ])
    this.publicKey = cborOf(key)
  }

  #clientData(type: string, asked: Asked, tweaks: Tweaks): Buffer {
    const { origin = this.origin, challenge = asked.challenge, crossOrigin = false } = tweaks
    return Buffer.from(JSON.stringify({ type: tweaks.type ?? type, challenge, origin, crossOrigin }))
  }

  #data(asked: Asked, tweaks: Tweaks, more = 0): Buffer {
    if (this.counts) this.counter += 1
    const { rpId = asked.rpId ?? asked.rp?.id ?? '', verified = true, counter = this.counter } = tweaks
    const synced = this.counts ? 0 : flag.eligible | flag.backedUp
    const count = Buffer.alloc(4)
    count.writeUInt32BE(counter)
    return Buffer.concat([
      sha256(rpId),
      Buffer.from([flag.present | (verified ? flag.verified : 0) | synced | more]),
      count,
    ])
  }

  #credential<T>(response: T) {
    const id = this.id.toString('base64url')
    return { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response }
  }

  /** Makes its passkey, as `navigator.credentials.create` with these options would. */
  create(options: Asked & { readonly user: { readonly id: string } }, tweaks: Tweaks = {}) {
    this.#userHandle = options.user.id
    const length = Buffer.from([0, this.id.length])
    const authData = Buffer.concat([
      this.#data(options, tweaks, flag.attested),
      ...[Buffer.from(this.#aaguid, 'hex'), length, this.id, this.publicKey],
    ])
    const attestation = new Map<string, Cbor>([
      ['fmt', tweaks.format ?? 'none'],
      ['attStmt', new Map()],
      ['authData', authData],
    ])
    return this.#credential({
      clientDataJSON: this.#clientData('webauthn.create', options, tweaks).toString('base64url'),
      attestationObject: cborOf(attestation).toString('base64url'),
      transports: ['usb'],
    })
  }

  /** Signs, as `navigator.credentials.get` with these options would. */
  get(options: Asked, tweaks: Tweaks = {}) {
    const clientData = this.#clientData('webauthn.get', options, tweaks)
    const authenticatorData = this.#data(options, tweaks)
    const signed = Buffer.concat([authenticatorData, sha256(clientData)])
    return this.#credential({
      clientDataJSON: clientData.toString('base64url'),
      authenticatorData: authenticatorData.toString('base64url'),
      signature: sign('sha256', signed, this.#privateKey).toString('base64url'),
      userHandle: tweaks.userHandle ?? this.#userHandle,
    })
  }
}
