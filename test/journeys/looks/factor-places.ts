import { at, type Place, posted, type Way } from './ways.ts'

const app = '/account/security/authenticator'
const codes = '/account/security/backup-codes'

/** Kit’s app, and so many codes of ten that are left. */
const given = `
  with kit as (select id from accounts where username = 'kit'),
  app as (
    insert into totp_authenticators (account_id, secret_sealed, last_step, added_at, last_used_at)
    select id, 's1.none', 0, now() - interval '40 days', now() - interval '26 hours' from kit on conflict do nothing
  )
  insert into backup_codes (account_id, lookup_hash, code_hash, made_at, used_at)
  select kit.id, sha256(n::text::bytea), 'none', now() - interval '40 days', case when n > $1 then now() end
  from kit, generate_series(1, 10) n
  on conflict (account_id, lookup_hash) do update set used_at = excluded.used_at`

const taken = [
  `delete from totp_authenticators where account_id = (select id from accounts where username = 'kit')`,
  `delete from backup_codes where account_id = (select id from accounts where username = 'kit')`,
]

/** Goes there as somebody with so many codes left, or with no second factor at all; afterwards Kit has none. */
const withCodes =
  (left: number | null, go: Way): Way =>
  async (page, { site, elsewhere }) => {
    const note = (factors: string) =>
      site.owner.query(`update accounts set factors = $1 where username = 'kit'`, [factors])
    if (left !== null) await site.owner.query(given, [left])
    await note(left === null ? '{}' : '{totp}')
    const response = await go(page, { site, elsewhere })
    await note('{}')
    for (const statement of taken) await site.owner.query(statement)
    return response
  }

/** What ends the other sessions of somebody, who looks at pages in two languages. */
const keepingSessions =
  (go: Way): Way =>
  async (page, stage) => {
    const { owner } = stage.site
    await owner.query('create temp table kept as select * from sessions')
    await go(page, stage)
    await owner.query('insert into sessions select * from kept where id not in (select id from sessions)')
    await owner.query('drop table kept')
  }

const wrongCode: Way = async (page, stage) => {
  await posted(app, '/authenticator/new')(page, stage)
  await page.fill('#code', '12345')
  await page.locator('form[action$="/authenticator"] .primary').click()
  await page.waitForLoadState()
}

/** The question is open while there are codes; it is asked by the words of a language. */
const codesMade: Way = async (page, { site }) => {
  await page.goto(site.origin + codes)
  await page.locator('summary').click()
  await page.locator('details form button').click()
  await page.locator('#codes').waitFor()
}

/** Apps and backup codes, as their person sees them. */
export const secondFactors: readonly Omit<Place, 'as'>[] = [
  { name: 'authenticator-none', status: 200, go: withCodes(null, at(app)) },
  { name: 'authenticator-new', status: 200, go: withCodes(null, posted(app, '/authenticator/new')) },
  { name: 'authenticator-new-wrong', status: 422, go: withCodes(null, wrongCode) },
  { name: 'authenticator', status: 200, go: withCodes(7, at(app)) },
  { name: 'authenticator-few-codes', status: 200, go: withCodes(2, at(app)) },
  { name: 'security-second-factor', status: 200, go: withCodes(7, at('/account/security')) },
  { name: 'backup-codes-no-factor', status: 200, go: withCodes(null, at(codes)) },
  { name: 'backup-codes', status: 200, go: withCodes(7, at(codes)) },
  { name: 'backup-codes-few', status: 200, go: withCodes(2, at(codes)) },
  { name: 'backup-codes-out', status: 200, go: withCodes(0, at(codes)) },
  { name: 'backup-codes-made', status: 200, go: withCodes(7, keepingSessions(codesMade)) },
]
