import { randomBytes } from 'node:crypto'
import { type Account, createAccount } from '../../src/features/accounts/index.ts'
import { loadKeys } from '../../src/features/keys/index.ts'
import { createHasher, storePassword } from '../../src/features/passwords/index.ts'
import { startSession } from '../../src/features/sessions/index.ts'
import type { Role } from '../../src/platform/scope/scope.ts'
import type { Browser } from './browser.ts'
import { type TestServer, testSecret } from './server.ts'

const hasher = createHasher()

type Wishes = {
  readonly username?: string
  readonly email?: string
  readonly firstName?: string
  readonly lastName?: string
  readonly dateOfBirth?: string | null
  readonly password?: string
  readonly role?: Role
}

/** Somebody with an account, signed in a moment ago in a browser of their own. */
export type Person = { readonly browser: Browser; readonly account: Account; readonly password: string }

/** Makes an account past the sign-up form and its limits, for tests that are about something else; where addresses are verified, this one is. Names differ unless given. */
export async function newPerson(server: TestServer, wishes: Wishes = {}): Promise<Person> {
  const { password = 'Lantern-over-7-steps', role = 'member', ...given } = wishes
  const mark = randomBytes(5).toString('hex')
  const profile = {
    username: `p${mark}`,
    email: `p${mark}@example.org`,
    firstName: 'Ann',
    lastName: 'Lee',
    ...given,
  }
  const { db } = server.database
  const macKey = (await loadKeys(db, [testSecret]))['username-reservation']
  const hash = await hasher.hash(password)
  const scope = { ...strangerScope, now: server.now() }
  const made = await db.transaction(async (tx) => {
    const verified = server.config.emailVerification !== 'off'
    const emailVerifiedAt = verified ? scope.now : null
    const account = await createAccount(tx, scope, { profile, role, macKey, emailVerifiedAt })
    await storePassword(tx, { accountId: account.id, hash, now: scope.now })
    const start = { accountId: account.id, role, kept: false, methods: ['password'], deviceId: null }
    return { account, session: await startSession(tx, scope, start) }
  })
  const browser = server.browser()
  browser.cookies.set(server.origin.startsWith('https:') ? '__Host-porchlight' : 'porchlight', made.session.token)
  return { browser, account: made.account, password }
}

const strangerScope = {
  caller: null,
  requestId: 'a-test',
  ip: '127.0.0.1',
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  locale: 'en',
  timeZone: 'UTC',
} as const
