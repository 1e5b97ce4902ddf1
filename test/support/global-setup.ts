import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { migrateDatabase } from '../../src/app/migrate-database.ts'
import { joinEmbedded } from '../../src/platform/db/embedded/index.ts'
import { connect } from '../../src/platform/db/pool.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A data directory whose PostgreSQL runs for the whole run, with the database `template` migrated. */
    dataDir: string
  }
}

/** One PostgreSQL for the run; each test file copies the migrated template. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'porchlight-test-'))
  const database = await joinEmbedded({ dataDir, fsync: false })
  const admin = await connect(database.connection('admin', 'postgres'))
  await admin.query('create database template owner porchlight_owner')
  await admin.end()
  await migrateDatabase(database.connection('owner', 'template'), { appRole: database.connection('app').user })
  project.provide('dataDir', dataDir)
  return async () => {
    await database.leave()
    await rm(dataDir, { recursive: true, force: true })
  }
}
