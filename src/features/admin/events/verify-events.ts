import type { Scope } from '../../../platform/scope/scope.ts'
import { noteVerification, type Verification, verifyNewest } from '../../audit/index.ts'
import type { EventsDeps } from './deps.ts'

/** Compares the newest seals with their events, and notes what was found. Null where there is no seal, or too much under the newest. */
export async function verifyNow({ db, keys }: EventsDeps, { now }: Pick<Scope, 'now'>): Promise<Verification | null> {
  const verification = await verifyNewest(db, keys['audit-seal'])
  if (verification) await noteVerification(db, verification, { at: now, isWhole: false })
  return verification
}
