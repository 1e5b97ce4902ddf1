import { randomBytes, randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { mac } from '../../../src/platform/crypto/mac.ts'
import { open, sealKey } from '../../../src/platform/crypto/seal.ts'
import type { Stage } from './ways.ts'

async function linkKeyOf({ site }: Stage): Promise<Buffer> {
  const secret = await readFile(join(site.dataDir, 'secret-key'), 'utf8')
  const { rows } = await site.owner.query(`select sealed from keys where purpose = 'one-time-link'`)
  return open([sealKey(secret.trim())], rows[0].sealed, 'key:one-time-link')
}

type Wanted = {
  readonly purpose: 'not-me' | 'sign-in' | 'verify-email' | 'change-email' | 'undo-email'
  readonly username: string
  readonly bound?: (key: Buffer) => Readonly<Record<string, string>>
}

/** The token of a new link such as a mail brings. */
export async function mailedToken(stage: Stage, { purpose, username, bound = () => ({}) }: Wanted): Promise<string> {
  const key = await linkKeyOf(stage)
  const [id, nonce] = [randomUUID(), randomBytes(16)]
  await stage.site.owner.query(
    `insert into one_time_links (id, purpose, account_id, bound, nonce, created_at, expires_at)
     select $1, $2, id, $4, $5, now(), now() + interval '1 day' from accounts where username = $3`,
    [id, purpose, username, bound(key), nonce],
  )
  return `${id.replaceAll('-', '')}${mac(key, [purpose, id, nonce.toString('hex')])}`
}
