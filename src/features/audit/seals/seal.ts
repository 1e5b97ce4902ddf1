import { sha256 } from '../../../platform/crypto/hash.ts'
import { mac, verifyMac } from '../../../platform/crypto/mac.ts'
import { encodeParts } from './encode-parts.ts'
import type { RowsFacts, RowsFound } from './rows-digest.ts'

/** What the MAC of a seal covers. Transactions and numbers are decimal texts: they do not fit a number. */
export type SealContent = RowsFacts & {
  readonly id: string
  /** The events of the transactions from this one on … */
  readonly fromXid: string
  /** … and before this one. */
  readonly toXid: string
  /** Seconds since 1970 to the microsecond. */
  readonly sealedAt: string
  /** Null for the first seal. */
  readonly previousHash: Buffer | null
  readonly keyId: string
}

/** A seal as it stands in the table. */
export type Seal = SealContent & { readonly mac: string; readonly prunedAt: Date | null }

/** A seal as it is made, with the list of its events. */
export type NewSeal = SealContent & RowsFound & { readonly mac: string }

const partsOf = (content: SealContent): string[] => [
  'porchlight audit seal 1',
  content.id,
  content.fromXid,
  content.toXid,
  content.eventCount,
  content.firstEventId,
  content.lastEventId,
  content.sealedAt,
  content.rowsHash.toString('hex'),
  content.rowDigestsHash.toString('hex'),
  content.previousHash?.toString('hex') ?? '',
  content.keyId,
]

/** The name of a key, by which a seal remembers it; tells nothing of the key. */
export const sealingKeyId = (key: Buffer): string => sha256(key).toString('hex').slice(0, 12)

/** The MAC of a seal: whoever rewrites the table needs the key, which only SECRET_KEY opens. */
export const sealMac = (key: Buffer, content: SealContent): string => mac(key, partsOf(content))

/** Whether a seal is as this key made it. */
export const verifySealMac = (key: Buffer, seal: Seal): boolean => verifyMac(key, partsOf(seal), seal.mac)

/** The hash by which the next seal names this one. That its events were pruned later changes nothing in it. */
export const sealHash = (seal: Omit<Seal, 'prunedAt'>): Buffer => sha256(encodeParts([...partsOf(seal), seal.mac]))

/** A seal in one word for the log and for people: its number and its hash. */
export const sealName = (seal: Omit<Seal, 'prunedAt'>): string => `${seal.id}:${sealHash(seal).toString('hex')}`
