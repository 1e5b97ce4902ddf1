import { seedAccounts } from '../../src/app/seed-accounts.ts'
import { loadKeys } from '../../src/features/keys/index.ts'
import { type TestServer, testSecret } from '../support/server.ts'

const accounts = 2_000

/**
 * Thousands of people with what belongs to them; and everybody who was there before gets, of what belongs to somebody, as
 * much as pages show at once and more. Tables are analyzed.
 */
export async function fillWorld(server: TestServer): Promise<void> {
  const { db, owner } = server.database
  const { rows } = await owner.query('select id from porchlight.accounts')
  const ids = rows.map(({ id }) => id)
  const keys = await loadKeys(db, [testSecret])
  const macKey = keys['username-reservation']
  await seedAccounts({ owner, db, macKey }, { accounts, seed: 7, passwordHash: null, now: server.now() })
  await owner.query(
    `insert into porchlight.sessions (id, token_hash, account_id, created_at, last_seen_at, idle_seconds, expires_at,
       authenticated_at, methods, kept, ip, user_agent)
     select gen_random_uuid(), sha256(random()::text::bytea), a.id, now(), now(), 3600, now() + interval '1 hour', now(),
       '{password}', false, '192.0.2.1', 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
     from porchlight.accounts a, generate_series(1, case when a.id = any($1) then 60 else 1 end)`,
    [ids],
  )
  await owner.query(
    `with events as (
       insert into porchlight.audit_events (occurred_at, action, actor_kind, actor_id, subject_id, request_id, personal_digest)
       select now(), 'account.changed', 'account', a.id, a.id, 'filled', sha256('x')
       from porchlight.accounts a, generate_series(1, 100) where a.id = any($1) returning id
     )
     insert into porchlight.audit_details (event_id, field, old_value, new_value)
     select id, 'location', 'Chester', 'Chesterfield' from events`,
    [ids],
  )
  await owner.query(`
    insert into porchlight.passwords (account_id, password_hash, changed_at)
      select id, 'x', now() from porchlight.accounts on conflict do nothing;
    insert into porchlight.reserved_usernames (name_hash, reserved_at)
      select sha256(n::text::bytea), now() from generate_series(1, 3000) n;
    insert into porchlight.mails (id, kind, account_id, about, created_at, trying_since, done_at, outcome)
      select gen_random_uuid(), 'password-changed', a.id, '{}', now(), now(), case when n > 1 then now() end,
        case when n = 2 then 'given-up' when n > 2 then 'sent' end
      from porchlight.accounts a, generate_series(1, 4) n;
    insert into porchlight.one_time_links (id, purpose, account_id, bound, nonce, created_at)
      select gen_random_uuid(), 'set-password', id, '{}', '', now() from porchlight.accounts;
    analyze`)
}
