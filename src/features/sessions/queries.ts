import { type ExpressionBuilder, sql } from 'kysely'
import { type Prepared, type Reader, rowsOf, type Tx } from '../../platform/db/db.ts'
import type { Tables } from '../../platform/db/tables.ts'
import type { AccountRow } from '../accounts/index.ts'

/** A living session and its account. One statement, one index, on every request of a signed-in person. */
export const findByToken: Prepared = {
  name: 'find-session-by-token',
  // Every column by its name: the plan of a * does not outlive a new one.
  text: `select s.id as session_id, s.last_seen_at, s.idle_seconds, s.expires_at, s.authenticated_at,
      a.id, a.username, a.email, a.email_verified_at, a.mail_state, a.first_name, a.last_name, a.display_name,
      a.date_of_birth, a.location, a.bio, a.visibility, a.language, a.time_zone, a.role, a.status, a.suspension_reason,
      a.suspended_until, a.must_change_password, a.awaits_opening, a.username_changed_at, a.created_at, a.updated_at,
      a.last_sign_in_at, a.factors, a.two_factor_due_from
    from sessions s join accounts a on a.id = s.account_id
    where s.token_hash = $1 and s.expires_at > $2 and s.last_seen_at + make_interval(secs => s.idle_seconds) > $2
      and a.status in ('active', 'restricted') and not a.must_change_password`,
}

export type LivingSession = AccountRow & {
  session_id: string
  last_seen_at: Date
  idle_seconds: number
  expires_at: Date
  authenticated_at: Date
}

export type NewSession = {
  id: string
  tokenHash: Buffer
  accountId: string
  now: Date
  authenticatedAt: Date
  idleSeconds: number
  expiresAt: Date
  methods: readonly string[]
  kept: boolean
  ip: string | null
  userAgent: string | null
  deviceId: string | null
}

const insert = `
  insert into sessions (id, token_hash, account_id, created_at, last_seen_at, authenticated_at, idle_seconds, expires_at,
    methods, kept, ip, user_agent, device_id)
  values ($1, $2, $3, $4, $4, $12, $5, $6, $7, $8, $9, $10, $11)`

/** A session that begins `now`, with the proof that it was opened by. */
export const insertSession = (tx: Tx, session: NewSession) =>
  rowsOf(tx, insert, [
    ...[session.id, session.tokenHash, session.accountId, session.now, session.idleSeconds, session.expiresAt],
    ...[session.methods, session.kept, session.ip, session.userAgent, session.deviceId, session.authenticatedAt],
  ])

const noteUse = `
  with used as (
    update sessions set last_seen_at = $2, ip = $4 where id = $1 and last_seen_at < $3 returning account_id, device_id
  )
  update devices d set last_seen_at = $2 from used
  where d.account_id = used.account_id and d.id = used.device_id and d.last_seen_at < $2::timestamptz - interval '1 day'`

/** Only forward, and only where nobody else has just done it. The browser is noted once a day: its session is gone one day. */
export const touch = (tx: Tx, { id, now, before, ip }: { id: string; now: Date; before: Date; ip: string | null }) =>
  rowsOf(tx, noteUse, [id, now, before, ip])

/** A new token for the same session; the former one dies with this row's change. */
export const replaceToken = (tx: Tx, session: { id: string; tokenHash: Buffer; authenticatedAt: Date | null }) =>
  tx
    .updateTable('sessions')
    .set({
      token_hash: session.tokenHash,
      ...(session.authenticatedAt ? { authenticated_at: session.authenticatedAt } : {}),
    })
    .where('id', '=', session.id)
    .returning(['kept', 'expires_at'])
    .executeTakeFirst()

/** Whether a session opens something. */
export const isLiving = (now: Date) =>
  sql<boolean>`(expires_at > ${now} and last_seen_at + make_interval(secs => idle_seconds) > ${now})`

const known = <Column extends 'id' | 'trusted_until'>(
  eb: ExpressionBuilder<Tables, 'sessions'>,
  column: Column,
  trustedAt?: Date,
) =>
  eb
    .selectFrom('devices')
    .select(`devices.${column}`)
    .whereRef('devices.account_id', '=', 'sessions.account_id')
    .whereRef('devices.id', '=', 'sessions.device_id')
    .$if(trustedAt !== undefined, (query) => query.where('devices.trusted_until', '>', trustedAt as Date))

/** The living sessions of an account, `currentId` first, then the last used; `total` counts those beyond `limit` too. */
export const findByAccount = (
  db: Reader,
  { accountId, currentId, now, limit }: { accountId: string; currentId: string; now: Date; limit: number },
) =>
  db
    .selectFrom('sessions')
    .select(['id', 'created_at', 'last_seen_at', 'expires_at', 'ip', 'user_agent'])
    .select(sql<number>`(count(*) over ())::integer`.as('total'))
    .select((eb) => [known(eb, 'id').as('known_device_id'), known(eb, 'trusted_until', now).as('trusted_until')])
    .where('account_id', '=', accountId)
    .where(isLiving(now))
    .orderBy(sql`id = ${currentId}`, 'desc')
    .orderBy('last_seen_at', 'desc')
    .limit(limit)
    .execute()

export const findStart = (db: Reader, id: string) =>
  db.selectFrom('sessions').select('created_at').where('id', '=', id).executeTakeFirst()

export const findDeviceId = (db: Reader, id: string) =>
  db.selectFrom('sessions').select('device_id').where('id', '=', id).executeTakeFirst()

export const findProof = (db: Reader, id: string) =>
  db.selectFrom('sessions').select('authenticated_at').where('id', '=', id).executeTakeFirst()

export const findExpiry = (db: Reader, id: string) =>
  db.selectFrom('sessions').select(['expires_at', 'kept']).where('id', '=', id).executeTakeFirst()

export const deleteOne = (tx: Tx, session: { id: string; accountId: string }) =>
  tx
    .deleteFrom('sessions')
    .where('id', '=', session.id)
    .where('account_id', '=', session.accountId)
    .returning('id')
    .executeTakeFirst()

export const deleteOfAccount = (tx: Tx, session: { accountId: string; exceptId: string | null; now: Date }) =>
  tx
    .deleteFrom('sessions')
    .where('account_id', '=', session.accountId)
    .$if(session.exceptId !== null, (query) => query.where('id', '!=', session.exceptId as string))
    .returning(isLiving(session.now).as('living'))
    .execute()

export const deleteOfDevice = (tx: Tx, { accountId, deviceId }: { accountId: string; deviceId: string }) =>
  tx
    .deleteFrom('sessions')
    .where('account_id', '=', accountId)
    .where('device_id', '=', deviceId)
    .returning('id')
    .execute()

export const deleteEnded = (tx: Tx, now: Date) =>
  tx
    .deleteFrom('sessions')
    .where((eb) =>
      eb.or([eb('expires_at', '<', now), sql<boolean>`last_seen_at + make_interval(secs => idle_seconds) < ${now}`]),
    )
    .execute()
