// Writes schema.sql and src/platform/db/tables.ts from a fresh database after all migrations. `--check` compares instead.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readCatalog } from '../src/platform/db/catalog/queries.ts'
import { schemaSql } from '../src/platform/db/catalog/schema-sql.ts'
import { tablesTs } from '../src/platform/db/catalog/tables-ts.ts'
import { joinEmbedded } from '../src/platform/db/embedded/index.ts'
import { migrate } from '../src/platform/db/migrate.ts'
import { connect, schemaName } from '../src/platform/db/pool.ts'
import { packageRoot } from '../src/platform/package-root.ts'

async function catalogOfFreshDatabase() {
  const dataDir = await mkdtemp(join(tmpdir(), 'porchlight-schema-'))
  const database = await joinEmbedded({ dataDir, fsync: false })
  try {
    await migrate(database.connection('owner'), { appRole: database.connection('app').user })
    const client = await connect(database.connection('owner'))
    try {
      return await readCatalog(client, schemaName)
    } finally {
      await client.end()
    }
  } finally {
    await database.leave()
    await rm(dataDir, { recursive: true, force: true })
  }
}

const catalog = await catalogOfFreshDatabase()
const files = {
  'schema.sql': schemaSql(catalog, 'porchlight'),
  'src/platform/db/tables.ts': tablesTs(catalog),
}
for (const [name, text] of Object.entries(files)) {
  const path = join(packageRoot, name)
  if (!process.argv.includes('--check')) await writeFile(path, text)
  else if ((await readFile(path, 'utf8').catch(() => '')) !== text) {
    console.error(`${name} does not match the migrations. Run: npm run schema`)
    process.exitCode = 1
  }
}
