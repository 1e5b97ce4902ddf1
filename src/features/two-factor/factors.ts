import type { Tx } from '../../platform/db/db.ts'
import { type Factor, holdAccount, markFactors } from '../accounts/index.ts'
import { distrustDevices } from '../devices/index.ts'
import * as queries from './queries.ts'

async function findFactors(tx: Tx, accountId: string): Promise<Factor[]> {
  const factors: Factor[] = []
  if (await queries.findAuthenticator(tx, accountId)) factors.push('totp')
  if (await queries.findAnyPasskey(tx, accountId)) factors.push('passkey')
  return factors
}

/**
 * Notes with the account which kinds of second factors it has now, as their tables say, and returns them. To be called in
 * each transaction that adds or removes one; of several at once the last sees what the others did. Browsers that stood for
 * the former ones no longer do. Throws AppError 404 where the account is gone.
 */
export async function noteFactors(tx: Tx, accountId: string): Promise<readonly Factor[]> {
  await holdAccount(tx, accountId)
  const factors = await findFactors(tx, accountId)
  await markFactors(tx, accountId, factors)
  await distrustDevices(tx, accountId)
  return factors
}
