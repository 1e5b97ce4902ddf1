import { sha256 } from '../../../platform/crypto/hash.ts'

const entryBytes = 16
const digestBytes = 8

/** A seal keeps no list of more events than this, 160 kB; only a large transaction makes more. */
export const longestList = 10_000

/**
 * One event in the list of a seal: its number and the beginning of its SHA-256. Short, because it only tells which event
 * it is; that none was changed is told by the whole hash over all of them.
 */
export function listEntry(id: string, row: string): Buffer {
  const entry = Buffer.alloc(entryBytes)
  entry.writeBigInt64BE(BigInt(id))
  sha256(row).copy(entry, digestBytes, 0, digestBytes)
  return entry
}

function* entriesOf(list: Buffer): Generator<readonly [bigint, bigint]> {
  for (let at = 0; at + entryBytes <= list.length; at += entryBytes)
    yield [list.readBigInt64BE(at), list.readBigUInt64BE(at + digestBytes)]
}

/** The numbers of events that differ between two lists, each in order. */
export type RowDifferences = {
  readonly removed: readonly bigint[]
  readonly changed: readonly bigint[]
  readonly inserted: readonly bigint[]
}

/** Compares the events that were sealed with those that are there. */
export function differencesBetween(sealed: Buffer, found: Buffer): RowDifferences {
  const before = new Map(entriesOf(sealed))
  const now = new Map(entriesOf(found))
  const inOrder = (ids: Iterable<bigint>, keep: (id: bigint) => boolean) =>
    [...ids].filter(keep).sort((one, other) => (one < other ? -1 : 1))
  return {
    removed: inOrder(before.keys(), (id) => !now.has(id)),
    changed: inOrder(before.keys(), (id) => now.has(id) && now.get(id) !== before.get(id)),
    inserted: inOrder(now.keys(), (id) => !before.has(id)),
  }
}
