import { randomUUID } from 'node:crypto'
import { sha256 } from '../../../platform/crypto/hash.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { addJob } from '../../../platform/jobs/add-job.ts'
import type { Scope } from '../../../platform/scope/scope.ts'
import { holdUsername, type NewAccount } from '../../accounts/index.ts'
import type { Keys } from '../../keys/index.ts'
import { addLink } from '../../links/index.ts'
import { signUpSeconds } from '../sign-up-life.ts'
import { mailSignUp } from './mail-sign-up.ts'
import * as queries from './queries.ts'

type Beginning = {
  readonly profile: NewAccount
  readonly passwordHash: string
  /** What the browser is given to be known by. */
  readonly browserToken: string
  readonly keys: Pick<Keys, 'username-reservation'>
}

/**
 * Lets a sign-up wait for its mail, and returns its number: the name is kept, the address is not, and whether that has an
 * account already is looked at by the job that sends the mail, for all alike. Throws InputInvalid where the name is taken.
 */
export async function beginSignUp(
  tx: Tx,
  scope: Scope,
  { profile, passwordHash, browserToken, keys }: Beginning,
): Promise<string> {
  const { now } = scope
  const id = randomUUID()
  const until = new Date(now.getTime() + signUpSeconds * 1000)
  await holdUsername(tx, keys['username-reservation'], { username: profile.username, now, until })
  const bound = { signUp: id }
  const linkId = await addLink(tx, { purpose: 'sign-up', accountId: null, bound, now, life: signUpSeconds })
  await queries.insertPending(tx, {
    id,
    browser_hash: sha256(browserToken),
    email: profile.email,
    username: profile.username,
    first_name: profile.firstName,
    last_name: profile.lastName,
    date_of_birth: profile.dateOfBirth ?? null,
    password_hash: passwordHash,
    language: scope.locale,
    ip: scope.ip,
    link_id: linkId,
    code_nonce: null,
    code_expires_at: null,
    created_at: now,
    expires_at: until,
  })
  await addJob(tx, { name: mailSignUp }, { payload: { signUpId: id } })
  return id
}
