import { expect, vi } from 'vitest'
import { queueMail } from '../../src/platform/mail/queue-mail.ts'
import type { MailingServer } from '../support/mails.ts'
import { newPerson, type Person } from '../support/people.ts'

const patience = { timeout: 30_000, interval: 50 }

const names = { firstName: 'Kit', lastName: 'Lee' }
const known = { ...names, username: 'kit', email: 'kit@example.org' }

/** Mails that tell of something which was done, and need nothing but the account. */
const told = [
  'password-changed',
  ...['authenticator-added', 'authenticator-replaced', 'authenticator-removed'],
  ...['backup-codes-made', 'backup-code-used', 'backup-codes-low'],
  ...['factors-reset', 'recovery-link-made'],
]

const passkey = '6a0e9f43-27d8-4c15-9b3e-1f5d8c7a2e60'

/** Mails that name a passkey. */
async function tellOfPasskey({ server }: MailingServer, accountId: string): Promise<void> {
  const { db, owner } = server.database
  await owner.query(
    `insert into passkeys (id, account_id, credential_id, public_key, sign_count, transports, name, syncs, backed_up, created_at)
     values ($1, $2, sha256('a passkey'), '', 0, '{}', 'Kit’s laptop', false, false, now())`,
    [passkey, accountId],
  )
  for (const kind of ['passkey-added', 'passkey-removed'])
    await db.transaction((tx) => queueMail(tx, { kind, accountId, about: { passkey }, now: server.now() }))
}

async function changeEmail({ server, untilMail }: MailingServer, { browser }: Person): Promise<void> {
  await browser.api('PUT', '/api/account/email', { email: 'kit@example.net' })
  const [, token = ''] =
    /new-email\?token=3D([\w-]+)/.exec((await untilMail('kit@example.net')).source.replace(/=\r\n/g, '')) ?? []
  await browser.api('PUT', '/api/account/email/confirmation', { token })
  await server.database.owner.query(`update accounts set email = 'kit@example.org' where username = 'kit'`)
}

// So many wrong ones make a lock; the right one after it is answered by a mail alone.
async function lock({ server }: MailingServer, { password }: Person): Promise<void> {
  const stranger = server.browser()
  const tryWith = (word: string) => stranger.api('POST', '/api/sessions', { login: 'kit', password: word })
  for (let tries = 0; tries < 11; tries += 1) await tryWith(`Not-${tries}-lanterns`)
  await tryWith(password)
}

// One goes, and another is removed.
async function leave({ server }: MailingServer): Promise<void> {
  const gone = await newPerson(server, { ...names, username: 'gus', email: 'gus@example.org' })
  await gone.browser.api('DELETE', '/api/account', { confirmUsername: 'gus' })
  const removed = await newPerson(server, { ...names, username: 'rex', email: 'rex@example.org' })
  const admin = await newPerson(server, { ...names, username: 'ada', email: 'ada@example.org', role: 'admin' })
  await admin.browser.api('DELETE', `/api/admin/accounts/${removed.account.id}`, { confirmUsername: 'rex' })
}

/** Has every kind of mail sent, as far as it can be by what people do. */
export async function causeEveryMail(mailing: MailingServer): Promise<void> {
  const { server } = mailing
  const { db, owner } = server.database
  const kit = await newPerson(server, known)
  const accountId = kit.account.id
  await owner.query(
    `insert into backup_codes (account_id, lookup_hash, code_hash, made_at)
     select $1, sha256(n::text::bytea), 'none', now() from generate_series(1, 3) n`,
    [accountId],
  )
  for (const kind of told) await db.transaction((tx) => queueMail(tx, { kind, accountId, now: server.now() }))
  await tellOfPasskey(mailing, accountId)
  const login = { login: 'kit', password: kit.password }
  await server.browser().api('POST', '/api/sessions', login)
  await server.browser().api('POST', '/api/sessions', login)
  await server.browser().api('POST', '/api/recovery', { login: 'kit' })
  const sign = { ...names, username: 'kitty', email: 'kitty@example.org', password: kit.password, acceptTerms: true }
  await server.browser().api('POST', '/api/accounts', sign)
  const una = await newPerson(server, { ...names, username: 'una', email: 'una@example.org' })
  await owner.query(`update accounts set email_verified_at = null where username = 'una'`)
  await server.browser().api('POST', '/api/sessions', { login: 'una', password: una.password })
  await changeEmail(mailing, kit)
  await leave(mailing)
  await lock(mailing, kit)
  await vi.waitFor(async () => {
    const { rows } = await owner.query('select 1 from porchlight_jobs._private_jobs where run_at <= now()')
    expect(rows).toHaveLength(0)
  }, patience)
}
