import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { migrateDatabase } from '../../src/app/migrate-database.ts'
import { joinEmbedded } from '../../src/platform/db/embedded/index.ts'
import { type Connection, connect } from '../../src/platform/db/pool.ts'
import { otherServer } from './other-server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A data directory whose PostgreSQL runs for the whole run, with the database `template` migrated. */
    dataDir: string
  }
}

type Ways = (role: 'admin' | 'owner' | 'app', database?: string) => Connection

async function makeTemplate(connection: Ways): Promise<void> {
  const admin = await connect(connection('admin', 'postgres'))
  await admin.query('create database template owner porchlight_owner')
  await admin.end()
  await migrateDatabase(connection('owner', 'template'), { appRole: connection('app').user })
}

/** One PostgreSQL for the run; each test file copies the migrated template. It is the embedded one, and for those copies another where one is named. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'porchlight-test-'))
  const database = await joinEmbedded({ dataDir, fsync: false })
  await makeTemplate(database.connection)
  if (otherServer) {
    await otherServer.furnish()
    await makeTemplate(otherServer.connection)
  }
  project.provide('dataDir', dataDir)
  return async () => {
    await database.leave()
    await rm(dataDir, { recursive: true, force: true })
  }
}
