import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { packageRoot } from '../../src/platform/package-root.ts'

/** A folder with everything of this checkout in it, and settings, data and copies of its own. */
export type Checkout = {
  readonly path: string
  readonly dataDir: string
  /** What comes before everything else in PATH. */
  readonly bin: string
  writeSettings(settings: Readonly<Record<string, string>>): void
  remove(): void
}

const own = new Set(['.env', '.git', 'data', 'coverage'])

// Whoever reads this types it as themselves, and the server runs as somebody else; here one user is both.
const sudo = '#!/bin/sh\nif [ "$1" = -u ]; then shift 2; fi\nexec "$@"\n'

/** Makes one below the folder for temporary files. */
export function makeCheckout(): Checkout {
  const folder = mkdtempSync(join(tmpdir(), 'porchlight-docs-'))
  const path = join(folder, 'porchlight')
  const bin = join(folder, 'bin')
  for (const made of [path, bin]) mkdirSync(made)
  for (const name of readdirSync(packageRoot))
    if (!own.has(name)) symlinkSync(join(packageRoot, name), join(path, name))
  writeFileSync(join(bin, 'sudo'), sudo)
  chmodSync(join(bin, 'sudo'), 0o755)
  symlinkSync(process.execPath, join(bin, 'node'))
  return {
    path,
    bin,
    dataDir: join(folder, 'data'),
    writeSettings(settings) {
      const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`)
      writeFileSync(join(path, '.env'), lines.join(''), { mode: 0o600, flag: 'a' })
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
