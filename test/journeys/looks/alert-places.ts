import { randomUUID } from 'node:crypto'
import { mac } from '../../../src/platform/crypto/mac.ts'
import { mailedToken } from './links.ts'
import { at, type Place, type Way } from './ways.ts'

const notMe: Way = async (page, stage) =>
  at(`/not-me?token=${await mailedToken(stage, { purpose: 'not-me', username: 'kit' })}`)(page, stage)

/** The link that proves an address: a button in a browser that knows the account, a new password anywhere else. */
const proof: Way = async (page, stage) => {
  const { rows } = await stage.site.owner.query(`select email from accounts where username = 'kit'`)
  const bound = (key: Buffer) => ({ address: mac(key, ['verify-email-address', rows[0].email]) })
  const token = await mailedToken(stage, { purpose: 'verify-email', username: 'kit', bound })
  return at(`/verify/email?token=${token}`)(page, stage)
}

const changed = `
  insert into email_changes (id, account_id, email, former_email, former_verified_at, link_id, asked_at, changed_at, expires_at)
  select $1, id, 'kit-elsewhere@a-long-house-name.example.net', $2, now(), gen_random_uuid(), now(), $3, now() + interval '1 day'
  from accounts where username = 'kit'`

const ofChange =
  (purpose: 'change-email' | 'undo-email', path: string): Way =>
  async (page, stage) => {
    const change = randomUUID()
    const isDone = purpose === 'undo-email'
    const former = isDone ? 'kit-before@a-long-house-name.example.net' : null
    await stage.site.owner.query(changed, [change, former, isDone ? new Date() : null])
    const token = await mailedToken(stage, { purpose, username: 'kit', bound: () => ({ change }) })
    await at(`${path}?token=${token}`)(page, stage)
    await stage.site.owner.query('delete from email_changes')
  }

/** Links of mails, and where those lead that do not work. */
export const alertDoors: readonly Omit<Place, 'as'>[] = [
  { name: 'not-me', status: 200, go: notMe },
  { name: 'not-me-gone', status: 410, go: at('/not-me?token=bad') },
  { name: 'verify-email', status: 200, go: proof },
  { name: 'verify-email-gone', status: 410, go: at('/verify/email?token=bad') },
  { name: 'verify-undo', status: 200, go: ofChange('undo-email', '/verify/undo') },
]

const devices = `
  insert into devices (id, account_id, first_seen_at, last_seen_at, trusted_until, user_agent)
  select md5(n::text)::uuid, a.id, now() - n * interval '70 days', now() - n * interval '29 days',
    case when n = 1 then now() + interval '20 days' end, agent
  from accounts a, (values
    (1, 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1'),
    (2, 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36'),
    (4, null)) as t (n, agent)
  where a.username = 'kit' on conflict do nothing`

const forget = `delete from devices d where account_id = (select id from accounts where username = 'kit')
  and not exists (select from sessions s where s.device_id = d.id)`

const withDevices =
  (go: Way): Way =>
  async (page, stage) => {
    await stage.site.owner.query(devices)
    await go(page, stage)
    await stage.site.owner.query(forget)
  }

const withoutDevices: Way = async (page, stage) => {
  await stage.site.owner.query(forget)
  return at('/account/sessions')(page, stage)
}

/** The checkup where everything is good, and where nothing is. */
const checkup =
  (isGood: boolean): Way =>
  async (page, stage) => {
    const set = (factors: string, mail: string) =>
      stage.site.owner.query(`update accounts set factors = $1, mail_state = $2 where username = 'kit'`, [
        factors,
        mail,
      ])
    await stage.site.owner.query(isGood ? forget : devices)
    await set(isGood ? '{passkey}' : '{}', isGood ? 'working' : 'bouncing')
    if (isGood)
      await stage.site.owner.query(`insert into backup_codes (account_id, lookup_hash, code_hash, made_at)
        select id, sha256(n::text::bytea), 'none', now() from accounts, generate_series(1, 8) n where username = 'kit'`)
    await at('/account/security')(page, stage)
    await stage.site.owner.query(`delete from backup_codes where code_hash = 'none'`)
    await stage.site.owner.query(forget)
    await set('{}', 'working')
  }

/** What somebody sees of their devices, and of how safe the account is. */
export const alerts: readonly Omit<Place, 'as'>[] = [
  { name: 'devices-none', status: 200, go: withoutDevices },
  { name: 'devices', status: 200, go: withDevices(at('/account/sessions')) },
  { name: 'checkup-good', status: 200, go: checkup(true) },
  { name: 'checkup-bad', status: 200, go: checkup(false) },
  { name: 'verify-email-button', status: 200, go: proof },
  { name: 'verify-new-email', status: 200, go: ofChange('change-email', '/verify/new-email') },
]
