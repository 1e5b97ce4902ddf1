import type { Reader, Tx } from '../../platform/db/db.ts'
import type { Scope } from '../../platform/scope/scope.ts'
import { type Account, hasAdmin } from '../accounts/index.ts'
import { appendEvent } from '../audit/index.ts'
import { endLinks, findLink, offerLink, spendLink } from '../links/index.ts'
import type { Hasher } from '../passwords/index.ts'
import { type CheckDeps, requireValid } from './check-registration.ts'
import type { RegisterDeps } from './deps.ts'
import { FirstAdminLinkInvalid } from './errors.ts'
import { makeAccount } from './make-account.ts'
import { lockFirstAdmin } from './queries.ts'
import { makeOnce, type Registered, type Registration } from './register.ts'
import type { RegisterBody } from './schema.ts'

const purpose = 'first-admin'

/** The token of the link that makes the first admin, the same one until it is used; null where there is an admin. */
export async function offerFirstAdminLink(tx: Tx, { key, now }: { key: Buffer; now: Date }): Promise<string | null> {
  await lockFirstAdmin(tx)
  if (await hasAdmin(tx)) return null
  return offerLink(tx, key, { purpose, accountId: null, now, life: null })
}

/** Spends nothing. Throws FirstAdminLinkInvalid. */
export async function requireFirstAdminLink(
  db: Reader,
  { key, token, now }: { key: Buffer; token: string | null; now: Date },
): Promise<void> {
  const works = token !== null && (await findLink(db, key, { purpose, token, now })) && !(await hasAdmin(db))
  if (!works) throw new FirstAdminLinkInvalid()
}

async function noteFirstAdmin(tx: Tx, scope: Scope, account: Account, actorId?: string): Promise<void> {
  const actor = actorId === undefined ? {} : { actorId }
  await appendEvent(tx, scope, { action: 'admin.first-made', subjectId: account.id, ...actor })
  await endLinks(tx, { purpose, accountId: null, now: scope.now })
}

/** Makes the first admin for whoever holds the link, and signs them in. Throws InputInvalid, FirstAdminLinkInvalid. */
export async function makeFirstAdmin(
  deps: RegisterDeps,
  scope: Scope,
  { token, ...registration }: Registration & { readonly token: string },
): Promise<Registered> {
  const key = deps.keys['one-time-link']
  await requireFirstAdminLink(deps.db, { key, token, now: scope.now })
  const profile = await requireValid(deps, scope, registration.input)
  return makeOnce(deps, scope, {
    ...registration,
    profile,
    role: 'admin',
    isVouched: true,
    before: async (tx) => {
      await lockFirstAdmin(tx)
      const link = await spendLink(tx, key, { purpose, token, now: scope.now })
      if (!link || (await hasAdmin(tx))) throw new FirstAdminLinkInvalid()
    },
    after: (tx, account) => noteFirstAdmin(tx, scope, account, account.id),
  })
}

/** Makes an admin for the person at the shell, who accepts no policies by it and opens no session. Throws InputInvalid. */
export async function createAdmin(
  deps: CheckDeps & { readonly hasher: Hasher },
  scope: Scope,
  input: Omit<RegisterBody, 'acceptTerms'>,
): Promise<Account> {
  const profile = await requireValid(deps, scope, { ...input, acceptTerms: true })
  const passwordHash = await deps.hasher.hash(input.password, scope)
  return deps.db.transaction(async (tx) => {
    await lockFirstAdmin(tx)
    const isFirst = !(await hasAdmin(tx))
    const account = await makeAccount(tx, scope, {
      ...{ profile, role: 'admin', passwordHash, keys: deps.keys },
      emailVerifiedAt: scope.now,
    })
    if (isFirst) await noteFirstAdmin(tx, scope, account)
    return account
  })
}
