import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { OperatorError } from '../errors/operator-error.ts'
import { packageRoot } from '../package-root.ts'

/** One step of the schema: `0001-ledgers.sql`. An old server cannot run on a breaking one. */
export type Migration = {
  readonly number: number
  readonly name: string
  readonly breaking: boolean
  readonly text: string
}

/** The migrations that this release knows, in order. */
export async function readMigrations(folder = join(packageRoot, 'migrations')): Promise<Migration[]> {
  const files = (await readdir(folder)).filter((file) => /^\d{4}-.+\.sql$/.test(file)).sort()
  return Promise.all(
    files.map(async (file, index) => {
      const text = await readFile(join(folder, file), 'utf8')
      const number = Number(file.slice(0, 4))
      if (number !== index + 1)
        throw new OperatorError(`The migration ${file} is out of order: number ${index + 1} is missing.`)
      return { number, name: file.slice(5, -4), breaking: text.startsWith('--! breaking'), text }
    }),
  )
}
