import type { Tx } from '../../../platform/db/db.ts'
import { OperatorError } from '../../../platform/errors/operator-error.ts'
import { counterFaults } from './faults.ts'
import * as queries from './queries.ts'
import { RowsDigest } from './rows-digest.ts'
import { type Seal, sealHash, sealingKeyId, sealMac } from './seal.ts'

const atOnce = 2_000

async function digestRows(tx: Tx, range: { from: string; to: string }): Promise<RowsDigest> {
  const digest = new RowsDigest()
  let after: queries.Place = { xid: range.from, id: '0' }
  for (;;) {
    const rows = await queries.findEventsAfter(tx, { after, to: range.to, limit: atOnce })
    for (const row of rows) digest.add(row)
    const last = rows.at(-1)
    if (!last || rows.length < atOnce) return digest
    after = { xid: last.xid, id: last.id }
  }
}

function requireCounterAhead(settled: string, last: Seal): void {
  const [sentence] = counterFaults(settled, last)
  if (sentence) throw new OperatorError(sentence)
}

/**
 * Seals every event since the last seal whose transaction is over, in the open transaction. Null where there is nothing to
 * seal, or where another server seals at this moment. Throws OperatorError where the database was copied from elsewhere.
 */
export async function sealEvents(tx: Tx, key: Buffer): Promise<Omit<Seal, 'prunedAt'> | null> {
  if (!(await queries.tryToLockSeals(tx))) return null
  const last = await queries.findLastSeal(tx)
  const { settled, now } = await queries.readHorizon(tx)
  if (last) requireCounterAhead(settled, last)
  const range = { from: last?.toXid ?? '0', to: settled }
  const digest = await digestRows(tx, range)
  if (digest.count === 0) return null
  const content = {
    id: String(BigInt(last?.id ?? 0) + 1n),
    fromXid: range.from,
    toXid: range.to,
    ...digest.facts(),
    sealedAt: now,
    previousHash: last ? sealHash(last) : null,
    keyId: sealingKeyId(key),
  }
  const seal = { ...content, mac: sealMac(key, content) }
  await queries.insertSeal(tx, seal)
  return seal
}
