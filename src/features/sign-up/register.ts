import { randomToken } from '../../platform/crypto/random.ts'
import type { Tx } from '../../platform/db/db.ts'
import { visitorOf } from '../../platform/http/address.ts'
import { addJob } from '../../platform/jobs/add-job.ts'
import type { Role, Scope } from '../../platform/scope/scope.ts'
import { type Account, getAccount, type NewAccount } from '../accounts/index.ts'
import { once } from '../idempotency/index.ts'
import { acceptPolicies } from '../policies/index.ts'
import { goOn, mailProof, type Outcome } from '../sign-in/index.ts'
import type { Standing } from '../throttle/index.ts'
import { type RegistrationInput, requireValid } from './check-registration.ts'
import type { RegisterDeps } from './deps.ts'
import { makeAccount } from './make-account.ts'
import { signUps } from './metrics.ts'
import { beginSignUp } from './pending/index.ts'

/** A request to register, from the page or from a program. */
export type Registration = {
  readonly input: RegistrationInput
  /** The same key and the same input make one account; null promises nothing. */
  readonly idempotencyKey: string | null
  /** Of the browser's cookie; null where it has none. */
  readonly deviceId: string | null
}

/**
 * An account, and what its sign-in led to; or a sign-up that waits for its mail, and by what its browser is known. `outcome` and
 * `browserToken` are null where an earlier request with the same key did it: whoever repeats it gets no cookie by that.
 */
export type Registered =
  | { readonly kind: 'made'; readonly account: Account; readonly outcome: Outcome | null }
  | { readonly kind: 'waits'; readonly browserToken: string | null }

type Work = Registration & {
  readonly profile: NewAccount
  readonly role: Role
  /** Whether whoever runs the installation answers for the address. */
  readonly isVouched: boolean
  /** What else belongs to the same transaction, before the account is made; may refuse. */
  readonly before?: (tx: Tx) => Promise<void>
  /** … and after. */
  readonly after?: (tx: Tx, account: Account) => Promise<void>
}

type Made = { readonly account: Account; readonly outcome: Outcome }

async function make(tx: Tx, scope: Scope, { deps, work, hash }: { deps: RegisterDeps; work: Work; hash: string }) {
  const { keys, config } = deps
  const { profile, role, isVouched, deviceId, before, after } = work
  const { now } = scope
  await before?.(tx)
  const emailVerifiedAt = isVouched ? now : null
  const account = await makeAccount(tx, scope, { profile, role, passwordHash: hash, keys, emailVerifiedAt })
  await acceptPolicies(tx, scope, { accountId: account.id, about: config })
  await after?.(tx, account)
  if (!isVouched && config.emailVerification === 'before-taking-part')
    await addJob(tx, { name: mailProof }, { payload: { accountId: account.id } })
  const outcome = await goOn({ tx, deps }, scope, {
    ...{ account, kept: false, done: ['password'], methods: ['password'], trustsBrowser: false },
    ...{ startedAt: now, passwordChangedAt: now, flowId: null, deviceId },
  })
  return { account, outcome } satisfies Made
}

/** Makes a checked account once, with consents, and goes on as after its password. Hashes that before the transaction opens. */
export async function makeOnce(deps: RegisterDeps, scope: Scope, work: Work): Promise<Registered> {
  const { db, keys, hasher } = deps
  const { profile, role, input, idempotencyKey } = work
  const hash = await hasher.hash(input.password, scope)
  const request = { owner: visitorOf(scope.ip), key: idempotencyKey, content: { ...profile, role }, now: scope.now }
  return db.transaction(async (tx) => {
    let outcome: Outcome | null = null
    const { id } = await once(tx, keys.idempotency, request, async () => {
      const made = await make(tx, scope, { deps, work, hash })
      outcome = made.outcome
      return made.account.id
    })
    return { kind: 'made', account: await getAccount(tx, id), outcome }
  })
}

/** Lets a checked sign-up wait for its mail, once. The password is hashed whether the address has an account or not. */
async function waitOnce(
  { db, keys, hasher }: RegisterDeps,
  scope: Scope,
  { profile, input, idempotencyKey }: Registration & { readonly profile: NewAccount },
): Promise<Registered> {
  const passwordHash = await hasher.hash(input.password, scope)
  const browserToken = randomToken()
  const content = { ...profile, role: 'member', waits: true }
  const request = { owner: visitorOf(scope.ip), key: idempotencyKey, content, now: scope.now }
  const { replayed } = await db.transaction((tx) =>
    once(tx, keys.idempotency, request, () => beginSignUp(tx, scope, { profile, passwordHash, browserToken, keys })),
  )
  return { kind: 'waits', browserToken: replayed ? null : browserToken }
}

const isNew = (registered: Registered): boolean =>
  registered.kind === 'made' ? registered.outcome !== null : registered.browserToken !== null

/**
 * Registers a person: signs them in, or asks for the proof of their address first. Only what makes an account, or lets one wait,
 * counts against the limit of the address: a form that came back with mistakes, or was sent twice, does not lock its owner out.
 * Throws InputInvalid, LimitReached.
 */
export async function register(
  deps: RegisterDeps,
  scope: Scope,
  registration: Registration,
): Promise<Registered & { standing: Standing | null }> {
  const { limiter, meter, config } = deps
  const visitor = visitorOf(scope.ip)
  const profile = await requireValid(deps, scope, registration.input)
  const standing = await limiter.count('registration', visitor, scope.now)
  try {
    const work = { ...registration, profile }
    const registered =
      config.emailVerification === 'before-sign-in'
        ? await waitOnce(deps, scope, work)
        : await makeOnce(deps, scope, { ...work, role: 'member', isVouched: false })
    if (registered.kind === 'made' && registered.outcome) meter.count(signUps, {})
    if (isNew(registered)) return { ...registered, standing }
    await limiter.giveBack('registration', visitor)
    return { ...registered, standing: null }
  } catch (error) {
    await limiter.giveBack('registration', visitor)
    throw error
  }
}
