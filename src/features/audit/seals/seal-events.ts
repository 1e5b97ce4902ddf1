import type { Tx } from '../../../platform/db/db.ts'
import { OperatorError } from '../../../platform/errors/operator-error.ts'
import { counterFaults } from './faults.ts'
import * as queries from './queries.ts'
import { longestList } from './row-list.ts'
import { RowsDigest } from './rows-digest.ts'
import { type NewSeal, type Seal, sealHash, sealingKeyId, sealMac } from './seal.ts'

const atOnce = 2_000
// So that the last transaction that goes into a seal still has room in its list.
const enough = longestList / 2

type Range = { readonly from: string; readonly to: string }

/** Takes whole transactions until they are many enough for a seal; the next one gets the rest. */
async function digestRows(tx: Tx, range: Range): Promise<{ digest: RowsDigest; to: string }> {
  const digest = new RowsDigest()
  let after: queries.Place = { xid: range.from, id: '0' }
  for (;;) {
    const rows = await queries.findEventsAfter(tx, { after, to: range.to, limit: atOnce })
    for (const row of rows) {
      if (digest.count >= enough && row.xid !== after.xid) return { digest, to: row.xid }
      digest.add(row)
      after = { xid: row.xid, id: row.id }
    }
    if (rows.length < atOnce) return { digest, to: range.to }
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
export async function sealEvents(tx: Tx, key: Buffer): Promise<NewSeal | null> {
  if (!(await queries.tryToLockSeals(tx))) return null
  const last = await queries.findLastSeal(tx)
  const { settled, now } = await queries.readHorizon(tx)
  if (last) requireCounterAhead(settled, last)
  const fromXid = last?.toXid ?? '0'
  const { digest, to } = await digestRows(tx, { from: fromXid, to: settled })
  if (digest.count === 0) return null
  const content = {
    id: String(BigInt(last?.id ?? 0) + 1n),
    fromXid,
    toXid: to,
    ...digest.facts(),
    sealedAt: now,
    previousHash: last ? sealHash(last) : null,
    keyId: sealingKeyId(key),
  }
  const seal = { ...content, mac: sealMac(key, content) }
  await queries.insertSeal(tx, seal)
  return seal
}
