import { execFileSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const lock = join(tmpdir(), 'porchlight-apt.lock')

/** Whether packages of the system may be installed: by root, and only under CI or where the environment asks for it. */
const mayInstall = (asked: boolean): boolean =>
  process.getuid?.() === 0 && (Boolean(process.env.CI) || asked) && existsSync('/usr/bin/apt-get')

/** Waits for another test file that is installing something: what it unpacks is there before it works. */
export function waitForInstalling(): void {
  if (mayInstall(false)) execFileSync('flock', [lock, 'true'])
}

/** Installs packages of Debian, without starting the services in them, where that is allowed; does nothing elsewhere. */
export function installPackages(names: readonly string[], { asked = false }: { asked?: boolean } = {}): void {
  if (!mayInstall(asked)) return
  const steps = `apt-get update && apt-get install -y --no-install-recommends ${names.join(' ')}`
  // One at a time: two test files may ask at once. In that runlevel packages start no service.
  execFileSync('flock', [lock, 'sh', '-c', steps], {
    stdio: 'ignore',
    timeout: 600_000,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
  })
}

/** Installs the PostgreSQL of Debian without the cluster that it would make and start. */
export function installPostgres(): void {
  installPackages(['postgresql-common'])
  const settings = '/etc/postgresql-common/createcluster.conf'
  if (mayInstall(false) && existsSync(settings)) writeFileSync(settings, 'create_main_cluster = false\n')
  installPackages(['postgresql'])
}
