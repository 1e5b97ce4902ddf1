import { generateSync } from 'otplib'
import { loadKeys, sealKeysOf } from '../../src/features/keys/index.ts'
import { createHasher } from '../../src/features/passwords/index.ts'
import { storeCodes, thinkUpCodes } from '../../src/features/two-factor/backup-codes/index.ts'
import { noteFactors } from '../../src/features/two-factor/index.ts'
import { beginEnrollment, placeOf } from '../../src/features/two-factor/totp/authenticator.ts'
import { upsertAuthenticator } from '../../src/features/two-factor/totp/queries.ts'
import { seal } from '../../src/platform/crypto/seal.ts'
import { newPerson, type Person } from './people.ts'
import { type TestServer, testSecret } from './server.ts'

const hasher = createHasher()

/** The app of a person: what it shows at the moment of the server, or some steps of half a minute before or after. */
export type App = { readonly secret: string; code(steps?: number): string }

/** An app with this secret, by the clock of a server. */
export const appOf = ({ now }: Pick<TestServer, 'now'>, secret: string): App => ({
  secret,
  code: (steps = 0) => generateSync({ secret, epoch: Math.floor(now().getTime() / 1000) + steps * 30 }),
})

/** A code that the app does not show, nor the one before or after. */
export const wrongCode = (app: App): string => {
  const right = new Set([-1, 0, 1].map((steps) => app.code(steps)))
  return ['000000', '111111', '222222', '333333'].find((code) => !right.has(code)) ?? ''
}

/** Gives an account an app, past the pages in which it is set up; none of its codes is spent. */
export async function giveApp(server: TestServer, accountId: string): Promise<App> {
  const { db } = server.database
  const now = server.now()
  const keys = sealKeysOf([testSecret])
  const secret = await db.transaction(async (tx) => {
    const made = await beginEnrollment(tx, { keys, accountId, now })
    await upsertAuthenticator(tx, { accountId, sealed: seal(keys[0]!, made, placeOf(accountId)), step: 0, now })
    await noteFactors(tx, accountId)
    return made
  })
  return appOf(server, secret)
}

const nobody = { caller: null, requestId: 'a-test', ip: null, userAgent: null, locale: 'en', timeZone: 'UTC' } as const

/** Gives an account ten backup codes. */
export async function giveBackupCodes(server: TestServer, accountId: string): Promise<readonly string[]> {
  const { db } = server.database
  const now = server.now()
  const set = await thinkUpCodes({ hasher, keys: await loadKeys(db, [testSecret]) }, { ...nobody, now }, accountId)
  await db.transaction((tx) => storeCodes(tx, { accountId, set, now }))
  return set.codes
}

/** Somebody with an app, signed in. */
export type AppOwner = Person & { readonly app: App }

/** Makes somebody with an app. */
export async function newAppOwner(server: TestServer, wishes: Parameters<typeof newPerson>[1] = {}): Promise<AppOwner> {
  const person = await newPerson(server, wishes)
  return { ...person, app: await giveApp(server, person.account.id) }
}
