import { personalDigest } from './personal-digest.ts'
import type { WholeEvent } from './read-log.ts'
import { differencesBetween } from './row-list.ts'
import type { RowsFacts, RowsFound } from './rows-digest.ts'
import { type Seal, sealHash, sealingKeyId, verifySealMac } from './seal.ts'

const day = 86_400_000

const timeOf = (seconds: string) => {
  const time = new Date(Number(seconds) * 1000)
  return Number.isNaN(time.getTime()) ? seconds : time.toISOString()
}

const countOf = (count: number | bigint, what: string) => `${count} ${what}${Number(count) === 1 ? '' : 's'}`

function macFault(seal: Seal, key: Buffer): string[] {
  if (seal.keyId !== sealingKeyId(key))
    return [
      `Seal ${seal.id} was made with another key (${seal.keyId}) than the one in the database, so it proves nothing.`,
    ]
  return verifySealMac(key, seal) ? [] : [`Seal ${seal.id} was changed, or somebody without the key made it.`]
}

function linkFault(seal: Seal, previous: Seal | null): string[] {
  const expected = BigInt(previous?.id ?? 0) + 1n
  if (BigInt(seal.id) > expected) {
    const last = BigInt(seal.id) - 1n
    return [last === expected ? `Seal ${expected} is missing.` : `Seals ${expected} to ${last} are missing.`]
  }
  const isNamed = previous ? seal.previousHash?.equals(sealHash(previous)) : seal.previousHash === null
  return isNamed && seal.fromXid === (previous?.toXid ?? '0')
    ? []
    : [`Seal ${seal.id} does not continue the one before.`]
}

function pruningFault(seal: Seal, previous: Seal | null): string[] {
  if (!seal.prunedAt) return []
  if (previous && !previous.prunedAt) return [`Seal ${seal.id} is marked as pruned, and the one before it is not.`]
  const isEarly = seal.prunedAt.getTime() - Number(seal.sealedAt) * 1000 < 30 * day
  return isEarly ? [`Seal ${seal.id} is marked as pruned before its 30 days were over.`] : []
}

/** What is wrong with a seal by itself and after the one before it, in sentences. */
export const sealFaults = (seal: Seal, previous: Seal | null, key: Buffer): string[] => [
  ...linkFault(seal, previous),
  ...macFault(seal, key),
  ...pruningFault(seal, previous),
]

const namedAtMost = 20

function named(ids: readonly bigint[], what: string): string[] {
  if (ids.length === 0) return []
  const more = ids.length > namedAtMost ? ` and ${ids.length - namedAtMost} more` : ''
  return [`${ids.length === 1 ? 'event' : 'events'} ${ids.slice(0, namedAtMost).join(', ')}${more} ${what}`]
}

/** Which events differ, by the list that the seal kept; null where that tells nothing. */
function namedDifference(sealed: Buffer | null, found: RowsFound): string | null {
  if (!sealed || !found.rowDigests) return null
  const { removed, changed, inserted } = differencesBetween(sealed, found.rowDigests)
  const parts = [...named(removed, 'removed'), ...named(changed, 'changed'), ...named(inserted, 'inserted')]
  return parts.length > 0 ? parts.join('; ') : null
}

function countedDifference(sealed: bigint, found: bigint): string {
  if (found < sealed) return `${countOf(sealed - found, 'event')} removed`
  return found > sealed ? `${countOf(found - sealed, 'event')} inserted` : 'an event changed'
}

const isAsSealed = (seal: Seal, found: RowsFacts) =>
  found.rowsHash.equals(seal.rowsHash) && found.eventCount === seal.eventCount

/** Whether the list of a seal is needed, to say which events differ. */
export const needsList = (seal: Seal, found: RowsFacts): boolean => !seal.prunedAt && !isAsSealed(seal, found)

/**
 * What differs between the events that a seal covers and those that are there; `list` is that of the seal, where it is
 * needed, there is one, and it is as it was sealed.
 */
export function rowsFaults(seal: Seal, found: RowsFound, list: Buffer | null): string[] {
  if (seal.prunedAt) return found.eventCount === '0' ? [] : [insertedInto(seal, found)]
  if (isAsSealed(seal, found)) return []
  const what = namedDifference(list, found) ?? countedDifference(BigInt(seal.eventCount), BigInt(found.eventCount))
  return [
    `Under seal ${seal.id} of ${timeOf(seal.sealedAt)}, events ${seal.firstEventId} to ${seal.lastEventId}: ${what} (sealed ${seal.eventCount}, found ${found.eventCount}).`,
  ]
}

/** The list of a seal was changed: it names nothing any more. */
export const listFault = (seal: Seal): string =>
  `The list of events that seal ${seal.id} keeps was changed, so it does not tell which of them differ.`

const insertedInto = (seal: Seal, { eventCount }: RowsFacts) =>
  `Under seal ${seal.id}, whose events were pruned: ${countOf(BigInt(eventCount), 'event')} inserted.`

/** What is wrong with the personal values of an event. That they are gone is right where somebody has left. */
export function valuesFaults(event: WholeEvent): string[] {
  const where = `Event ${event.id} (${event.action}, ${timeOf(event.occurredAt)})`
  if (event.salt === null) {
    if (event.changes.length > 0) return [`${where}: values were added, or their address and browser removed.`]
    return event.isErased ? [] : [`${where}: its values were removed, and nobody whom it concerns has left.`]
  }
  if (event.isDatedElse) return [`${where}: the time by which it is found under its address was changed.`]
  const digest = personalDigest({ ...event, salt: event.salt })
  return digest.equals(event.personalDigest) ? [] : [`${where}: its values (fields, address or browser) were changed.`]
}

/** Events that stand before a seal and in none. */
export const uncoveredFault = (seal: Seal, found: RowsFacts): string =>
  `${countOf(BigInt(found.eventCount), 'event')} before seal ${seal.id}, from ${found.firstEventId} to ${found.lastEventId}, stand in no seal.`

/** Events that no seal covers although they are over, the oldest since a time in seconds. */
export const unsealedFault = ({ count, since }: { count: number; since: number }): string =>
  `${countOf(count, 'event')} since ${timeOf(String(since))} ${count === 1 ? 'is' : 'are'} not sealed, and no running server does it. Start one.`

/** Says so where the last seal covers transactions that this PostgreSQL never had; `settled` is as far as it has come. */
export const counterFaults = (settled: string, last: Seal): string[] =>
  BigInt(settled) >= BigInt(last.toXid)
    ? []
    : [
        `The audit log is sealed up to transaction ${last.toXid}, and this PostgreSQL has only come to ${settled}: its data come from another one. Until it is past that, nothing is sealed, and what is new looks like inserted.`,
      ]
