import type { Config } from '../../config/config.ts'
import type { Tx } from '../../platform/db/db.ts'
import { visitorOf } from '../../platform/http/address.ts'
import type { Meter } from '../../platform/observe/metrics/meter.ts'
import type { Role, Scope } from '../../platform/scope/scope.ts'
import { type Account, getAccount, type NewAccount } from '../accounts/index.ts'
import { once } from '../idempotency/index.ts'
import type { Keys } from '../keys/index.ts'
import type { Hasher } from '../passwords/index.ts'
import { acceptPolicies } from '../policies/index.ts'
import { type OpenedSession, openSession } from '../sign-in/index.ts'
import type { Limiter, Standing } from '../throttle/index.ts'
import { type CheckDeps, type RegistrationInput, requireValid } from './check-registration.ts'
import { makeAccount } from './make-account.ts'
import { signUps } from './metrics.ts'

export type RegisterDeps = CheckDeps & {
  readonly config: Pick<Config, 'siteName' | 'minimumAge' | 'passwordPolicy'>
  readonly keys: Pick<Keys, 'username-reservation' | 'idempotency' | 'one-time-link'>
  readonly limiter: Limiter
  readonly hasher: Hasher
}

/** A request to register, from the page or from a program. */
export type Registration = {
  readonly input: RegistrationInput
  /** The same key and the same input make one account; null promises nothing. */
  readonly idempotencyKey: string | null
  /** Of the browser's cookie; null where it has none. */
  readonly deviceId: string | null
}

/** `opened` is null where an earlier request with the same key made the account: whoever repeats it gets no session by that. */
export type Registered = { readonly account: Account; readonly opened: OpenedSession | null }

type Work = Registration & {
  readonly profile: NewAccount
  readonly role: Role
  /** What else belongs to the same transaction, before the account is made; may refuse. */
  readonly before?: (tx: Tx) => Promise<void>
  /** … and after. */
  readonly after?: (tx: Tx, account: Account) => Promise<void>
}

/** Makes a checked account once, with consents and session. Hashes the password before the transaction opens. */
export async function makeOnce(deps: RegisterDeps, scope: Scope, work: Work): Promise<Registered> {
  const { db, keys, hasher, config } = deps
  const { profile, role, input, idempotencyKey, deviceId, before, after } = work
  const passwordHash = await hasher.hash(input.password, scope)
  const request = { owner: visitorOf(scope.ip), key: idempotencyKey, content: { ...profile, role }, now: scope.now }
  return db.transaction(async (tx) => {
    let opened: OpenedSession | null = null
    const { id } = await once(tx, keys.idempotency, request, async () => {
      await before?.(tx)
      const account = await makeAccount(tx, scope, { profile, role, passwordHash, keys })
      await acceptPolicies(tx, scope, { accountId: account.id, about: config })
      await after?.(tx, account)
      opened = await openSession(tx, scope, { account, kept: false, methods: ['password'], deviceId })
      return account.id
    })
    return { account: await getAccount(tx, id), opened }
  })
}

/**
 * Registers a person and signs them in. Only what makes an account counts against the limit of the address: a form that came
 * back with mistakes, or was sent twice, does not lock its owner out. Throws InputInvalid, LimitReached.
 */
export async function register(
  deps: RegisterDeps & { readonly meter: Meter },
  scope: Scope,
  registration: Registration,
): Promise<Registered & { standing: Standing | null }> {
  const { limiter, meter } = deps
  const visitor = visitorOf(scope.ip)
  const profile = await requireValid(deps, scope, registration.input)
  const standing = await limiter.count('registration', visitor, scope.now)
  try {
    const registered = await makeOnce(deps, scope, { ...registration, profile, role: 'member' })
    if (registered.opened) {
      meter.count(signUps, {})
      return { ...registered, standing }
    }
    await limiter.giveBack('registration', visitor)
    return { ...registered, standing: null }
  } catch (error) {
    await limiter.giveBack('registration', visitor)
    throw error
  }
}
