import { randomBytes } from 'node:crypto'
import { link, mkdir, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { OperatorError } from '../platform/errors/operator-error.ts'
import { type Config, Secret } from './config.ts'

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code

async function writeKey(path: string): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(`${randomBytes(48).toString('base64url')}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
}

// Linked into place whole: of two servers that start at once one wins, and a kill in between leaves no half key behind.
async function makeKey(path: string): Promise<void> {
  const draft = `${path}.${process.pid}.${randomBytes(6).toString('hex')}`
  try {
    await writeKey(draft)
    await link(draft, path)
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error
  } finally {
    await rm(draft, { force: true })
  }
}

async function readKey(path: string): Promise<string | null> {
  try {
    return (await readFile(path, 'utf8')).trim()
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null
    throw error
  }
}

async function findOrMakeKey(dataDir: string): Promise<string> {
  const path = join(dataDir, 'secret-key')
  const present = await readKey(path)
  if (present !== null) return present
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  await makeKey(path)
  return (await readKey(path)) ?? ''
}

function explain(error: unknown, dataDir: string): OperatorError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
  return new OperatorError(
    `The secret key cannot be kept in DATA_DIR (${dataDir}): ${code}. Give this user the directory, or set SECRET_KEY.`,
    { cause: error },
  )
}

/**
 * A configuration that certainly has a secret key: where none was set (development and test), the one in
 * `DATA_DIR/secret-key`, made at first need with mode 0600. Throws OperatorError when it cannot be read or kept.
 */
export async function ensureSecretKey(config: Config): Promise<Config & { readonly secretKey: Secret }> {
  const { secretKey, dataDir } = config
  if (secretKey !== null) return { ...config, secretKey }
  const key = await findOrMakeKey(dataDir).catch((error: unknown) => {
    throw explain(error, dataDir)
  })
  if (key.length < 32) {
    const path = join(dataDir, 'secret-key')
    throw new OperatorError(
      `The key in ${path} is damaged (${key.length} characters). Restore it, or delete the file for a new one.`,
    )
  }
  const origins = Object.freeze({ ...config.origins, SECRET_KEY: 'made in DATA_DIR' as const })
  return Object.freeze({ ...config, secretKey: new Secret(key), origins })
}

/** SECRET_KEY, then the previous one where there is one. */
export const secretsOf = (config: Config & { readonly secretKey: Secret }): string[] =>
  [config.secretKey, config.secretKeyPrevious].flatMap((secret) => (secret ? [secret.reveal()] : []))
