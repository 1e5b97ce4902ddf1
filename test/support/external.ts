import { migrateDatabase } from '../../src/app/migrate-database.ts'
import { createDb } from '../../src/platform/db/db.ts'
import { reachExternal } from '../../src/platform/db/external/index.ts'
import { connect, createPool, usualLimits } from '../../src/platform/db/pool.ts'
import type { TestDatabase } from './database.ts'
import type { TestPostgres } from './postgres.ts'
import { watchStatements } from './statements.ts'

/** Makes a database with the rights that the documentation gives to the two roles. */
export async function createExternal({ asAdmin }: TestPostgres, name: string): Promise<void> {
  await asAdmin(`create database ${name} owner porchlight_owner`)
  await asAdmin(`revoke all on database ${name} from public; grant connect on database ${name} to porchlight`)
}

type Addresses = { readonly url: string; readonly ownerUrl: string | null }

/** Reaches a database as the server does, and migrates it. */
export async function openExternal({ url, ownerUrl }: Addresses): Promise<TestDatabase> {
  const { app, owner } = await reachExternal({ url, ownerUrl, limits: usualLimits, isProduction: true })
  await migrateDatabase(owner, { appRole: app.user })
  const pool = createPool(app, { size: 8, onError: () => {} })
  const onStatement = watchStatements(pool)
  const db = createDb(pool)
  const asOwner = await connect(owner)
  return {
    db,
    connection: app,
    owner: asOwner,
    onStatement,
    async close() {
      await db.close()
      await asOwner.end()
    },
  }
}
