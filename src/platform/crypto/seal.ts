import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { deriveKey } from './derive-key.ts'
import { sha256 } from './hash.ts'

/** A key for sealing and the name by which sealed values remember it. */
export type SealKey = { readonly id: string; readonly key: Buffer }

/** A sealed value that none of the keys opens: another secret, another place, or bytes that were changed. */
export class SealUnreadable extends Error {
  override name = 'SealUnreadable'
}

const version = 's1'
const changed = 'This value was changed, or belongs elsewhere.'

/** The sealing key of a secret text; its id is a digest of the key, so the same secret has the same id on every node. */
export const sealKey = (secret: string): SealKey => {
  const key = deriveKey(secret, 'seal')
  return { id: sha256(key).toString('hex').slice(0, 12), key }
}

const bound = (keyId: string, associated: string): Buffer => Buffer.from(`${version}.${keyId}.${associated}`)

/**
 * Encrypts by AES-256-GCM (NIST SP 800-38D) into `s1.<key id>.<iv>.<ciphertext>.<tag>`. `associated` says where the value
 * belongs, like `totp:42`: moved elsewhere it does not open.
 */
export const seal = (key: SealKey, plain: string | Uint8Array, associated: string): string => {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key.key, iv).setAAD(bound(key.id, associated))
  const ciphertext = Buffer.concat([cipher.update(plain), cipher.final()])
  return [version, key.id, ...[iv, ciphertext, cipher.getAuthTag()].map((part) => part.toString('base64url'))].join('.')
}

/** The id of the key that sealed a value, or null if it is no sealed value: tells what rotation still has to seal again. */
export const findSealKeyId = (sealed: string): string | null =>
  /^s1\.([0-9a-f]{12})\.[\w-]{16}\.[\w-]*\.[\w-]{22}$/.exec(sealed)?.[1] ?? null

/** Decrypts what `seal` made, by whichever of the keys it names. Throws `SealUnreadable`. */
export const open = (keys: readonly SealKey[], sealed: string, associated: string): Buffer => {
  const key = keys.find(({ id }) => id === findSealKeyId(sealed))
  if (!key) throw new SealUnreadable('No key at hand opens this value.')
  const texts = sealed.split('.').slice(2)
  const bytes = texts.map((part) => Buffer.from(part, 'base64url'))
  // Base64 has several spellings for some bytes; a sealed value has one.
  if (bytes.some((part, at) => part.toString('base64url') !== texts[at])) throw new SealUnreadable(changed)
  const [iv, ciphertext, tag] = bytes as [Buffer, Buffer, Buffer]
  const decipher = createDecipheriv('aes-256-gcm', key.key, iv, { authTagLength: 16 })
  decipher.setAAD(bound(key.id, associated)).setAuthTag(tag)
  try {
    return Buffer.concat([decipher.update(ciphertext), decipher.final()])
  } catch (cause) {
    throw new SealUnreadable(changed, { cause })
  }
}
