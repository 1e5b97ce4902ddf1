// Writes what follows from a fresh database after all migrations: schema.sql, the types of the tables, docs/database.*.
// Usage: write-schema.ts [--check | --docs]. `--check` compares instead; `--docs` writes the documents alone.
import { globSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Catalog, readCatalog } from '../src/platform/db/catalog/queries.ts'
import { schemaSql } from '../src/platform/db/catalog/schema-sql.ts'
import { tablesTs } from '../src/platform/db/catalog/tables-ts.ts'
import { joinEmbedded } from '../src/platform/db/embedded/index.ts'
import { migrate } from '../src/platform/db/migrate.ts'
import { connect } from '../src/platform/db/pool.ts'
import { schemaName } from '../src/platform/db/schema-name.ts'
import { packageRoot } from '../src/platform/package-root.ts'
import type { PersonalData } from '../src/platform/personal-data/personal-data.ts'
import { databaseDbml } from './database/dbml.ts'
import { databasePage } from './database/markdown.ts'
import { describeTables } from './database/shape.ts'

async function catalogOfFreshDatabase(): Promise<Catalog> {
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

/** From the files themselves: the list in src/app/ brings pages along, which need a build. A test holds the two equal. */
async function readClaims(): Promise<PersonalData[]> {
  const files = globSync('src/{features,platform/db,platform/jobs,platform/mail}/**/personal-data.ts', {
    cwd: packageRoot,
  })
  const modules = await Promise.all(files.map((file) => import(join(packageRoot, file))))
  return modules.map(({ personalData }) => personalData as PersonalData)
}

const catalog = await catalogOfFreshDatabase()
const tables = describeTables(catalog, await readClaims())
const documents = {
  'docs/database.md': { text: databasePage(catalog, tables), command: 'npm run docs' },
  'docs/database.dbml': { text: databaseDbml(tables), command: 'npm run docs' },
}
const code = {
  'schema.sql': { text: schemaSql(catalog, 'porchlight'), command: 'npm run schema' },
  'src/platform/db/tables.ts': { text: tablesTs(catalog), command: 'npm run schema' },
}
const files = process.argv.includes('--docs') ? documents : { ...code, ...documents }
for (const [name, { text, command }] of Object.entries(files)) {
  const path = join(packageRoot, name)
  if (!process.argv.includes('--check')) await writeFile(path, text)
  else if ((await readFile(path, 'utf8').catch(() => '')) !== text) {
    console.error(`${name} is not what the migrations and the claims to personal data make. Run: ${command}`)
    process.exitCode = 1
  }
}
