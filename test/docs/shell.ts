import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What a block left behind: its exit code, and both of its outputs in one as a terminal shows them. */
export type Done = { readonly code: number | null; readonly out: string; readonly all: string }

/** A shell that a page is worked through in: variables, functions and the folder stay from block to block. */
export type Shell = { run(commands: string, env: Readonly<Record<string, string>>): Promise<Done>; close(): void }

const patience = 60_000

// What the shell knows at the end of a block is what the next one begins with. The first command that fails ends a block.
const around = (state: string, commands: string): string => `
set -ea -o pipefail
. '${state}'
trap 'code=$?; set +e; { declare -f; export -p; printf "cd %q\\n" "$PWD"; } > "${state}"; exit $code' EXIT
${commands}`

/** Opens one in a folder; each block has nothing in its environment but what is given. `close` forgets what it knows. */
export function openShell(cwd: string): Shell {
  const folder = mkdtempSync(join(tmpdir(), 'porchlight-docs-shell-'))
  const state = join(folder, 'state')
  writeFileSync(state, '')
  return {
    async run(commands, env) {
      const child = spawn('bash', ['-c', around(state, commands)], {
        cwd,
        env,
        stdio: ['ignore', 'pipe', 'pipe'],
        timeout: patience,
        killSignal: 'SIGKILL',
      })
      const text = { out: '', all: '' }
      child.stdout.setEncoding('utf8').on('data', (chunk) => {
        text.out += chunk
        text.all += chunk
      })
      child.stderr.setEncoding('utf8').on('data', (chunk) => {
        text.all += chunk
      })
      const [code] = await once(child, 'close')
      return { code: code as number | null, ...text }
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  }
}
