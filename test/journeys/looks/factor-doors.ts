import { generateSync } from 'otplib'
import { password } from '../person.ts'
import { at, type Place, posted, type Stage, type Way } from './ways.ts'

const kit = `(select id from accounts where username = 'kit')`

/** Ten backup codes, which nobody can type. */
const codes = `
  insert into backup_codes (account_id, lookup_hash, code_hash, made_at)
  select ${kit}, sha256(n::text::bytea), 'none', now() from generate_series(1, 10) n on conflict do nothing`

const note = ({ site }: Stage, factors: string) =>
  site.owner.query(`update accounts set factors = $1 where username = 'kit'`, [factors])

async function forget(stage: Stage): Promise<void> {
  await note(stage, '{}')
  await stage.site.owner.query(`delete from backup_codes where account_id = ${kit}`)
  await stage.site.owner.query(`delete from totp_authenticators where account_id = ${kit}`)
}

/** Goes there while Kit has these second factors and ten backup codes. */
const having =
  (factors: string, go: Way): Way =>
  async (page, stage) => {
    await note(stage, factors)
    await stage.site.owner.query(codes)
    const response = await go(page, stage)
    await forget(stage)
    return response
  }

const passwordGiven = posted('/login', '/login', { login: 'kit', password })

/** After the password, to a page of the step. */
const afterPassword =
  (go: Way): Way =>
  async (page, stage) => {
    await passwordGiven(page, stage)
    // What is cut off on its way counts as a failed request.
    await page.waitForLoadState('networkidle')
    return go(page, stage)
  }

const backup = '/login/second-factor/backup-code'

/** A sign-in at which an app has to be set up; `until` as far as it may be put off. */
const enrolling =
  (from: string | null): Way =>
  async (page, stage) => {
    const { owner } = stage.site
    const set = (due: boolean, dueFrom: string | null) =>
      owner.query(
        `update accounts set must_change_password = $1, two_factor_due_from = $2::timestamptz where username = 'kit'`,
        [due, dueFrom],
      )
    await set(true, null)
    await passwordGiven(page, stage)
    await page.waitForLoadState('networkidle')
    await set(false, from)
    await owner.query(`update sign_in_flows set next_step = 'enrollment' where account_id = ${kit}`)
    return at('/login/enroll')(page, stage)
  }

const typed =
  (code: string): Way =>
  async (page) => {
    await page.fill('#code', code)
    await page.locator('form[action$="/enroll"] .primary').click()
    await page.waitForLoadState()
  }

const enrolled: Way = async (page, stage) => {
  const { owner } = stage.site
  await owner.query('create temp table kept as select * from sessions')
  await enrolling(null)(page, stage)
  const secret = (await page.locator('#key').inputValue()).replaceAll(/\s/g, '')
  await typed(generateSync({ secret }))(page, stage)
  await page.locator('#codes').waitFor()
  await forget(stage)
  await owner.query('insert into sessions select * from kept where id not in (select id from sessions)')
  await owner.query('drop table kept')
}

const enrolledWrongly: Way = async (page, stage) => {
  await enrolling(null)(page, stage)
  await typed('12345')(page, stage)
}

/** A form that is held up until the person has proved once more to be it. */
const confirming =
  (answers: Record<string, string> | null): Way =>
  async (page, stage) => {
    const age = (minutes: number) =>
      stage.site.owner.query('update sessions set authenticated_at = now() - make_interval(mins => $1)', [minutes])
    await age(20)
    await posted('/account', '/account/email', { email: 'kit@example.net' })(page, stage)
    if (answers) {
      await page.locator('details summary').click()
      for (const [name, answer] of Object.entries(answers)) await page.fill(`#${name}`, answer)
      await page.locator('main form .primary').click()
      await page.waitForLoadState()
    }
    await age(0)
  }

/** What strangers see of the step at which a second factor is asked for, or set up. */
export const factorDoors: readonly Omit<Place, 'as'>[] = [
  { name: 'login-code', status: 200, go: having('{totp}', passwordGiven) },
  { name: 'login-code-or-passkey', status: 200, go: having('{totp,passkey}', passwordGiven) },
  {
    name: 'login-code-wrong',
    status: 422,
    go: having('{totp}', async (page, stage) => {
      await passwordGiven(page, stage)
      await page.fill('#code', '123456')
      await page.locator('main form .primary').click()
      await page.waitForLoadState()
    }),
  },
  { name: 'login-backup-code', status: 200, go: having('{totp}', afterPassword(at(backup))) },
  {
    name: 'login-backup-code-wrong',
    status: 422,
    go: having('{totp}', afterPassword(posted(backup, '/backup-code', { backupCode: '7K2M-9QXD-4FHT-C3RW' }))),
  },
  { name: 'login-enroll', status: 200, go: enrolling(null) },
  { name: 'login-enroll-later', status: 200, go: enrolling('now') },
  { name: 'login-enroll-wrong', status: 422, go: enrolledWrongly },
  { name: 'login-enrolled', status: 200, go: enrolled },
]

/** What is asked of whoever signed in a while ago and has an app. */
export const confirmFactors: readonly Omit<Place, 'as'>[] = [
  { name: 'confirm-code', status: 403, go: having('{totp}', confirming(null)) },
  { name: 'confirm-code-or-passkey', status: 403, go: having('{totp,passkey}', confirming(null)) },
  {
    name: 'confirm-code-wrong',
    status: 422,
    go: having('{totp}', confirming({ confirmPassword: password, confirmBackupCode: '7K2M-9QXD-4FHT-C3RW' })),
  },
]
