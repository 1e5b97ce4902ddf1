import { spawnSync } from 'node:child_process'
import { installPackages, waitForInstalling } from '../support/apt.ts'
import { needs } from '../support/needs.ts'

/** Whether curl knows `--json`, which came with 7.82. */
function hasCurl(): boolean {
  const [, major = 0, minor = 0] =
    /^curl (\d+)\.(\d+)/.exec(spawnSync('curl', ['--version']).stdout?.toString() ?? '') ?? []
  return Number(major) > 7 || (Number(major) === 7 && Number(minor) >= 82)
}

const hasOpenssl = () => spawnSync('openssl', ['version']).status === 0

waitForInstalling()
if (!hasCurl() || !hasOpenssl()) installPackages(['curl', 'openssl'])

/** Whether there is what the pages call from a shell; fails under CI where not. */
export const hasPrograms: boolean = needs(
  'curl 7.82 or newer and openssl (apt-get install curl openssl)',
  hasCurl() && hasOpenssl(),
)
