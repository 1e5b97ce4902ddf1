import { password } from '../person.ts'
import { at, type Place, posted, type Way } from './ways.ts'

const browserToken = 'A'.repeat(43)

const waiting = `
  insert into pending_sign_ups (id, browser_hash, email, username, first_name, last_name, password_hash, language, link_id,
    created_at, expires_at)
  select gen_random_uuid(), sha256('${browserToken}'::bytea), 'rosa-from-a-very-long-house-name@mail.example.org', 'rosa-waits', 'Rosa',
    'Lee', '', 'en', gen_random_uuid(), now(), now() + interval '1 day'
  where not exists (select from pending_sign_ups)`

/** In the browser that has signed up, and in no other of this visitor's. */
const whileWaiting =
  (go: Way): Way =>
  async (page, stage) => {
    await stage.site.owner.query(waiting)
    const { origin } = new URL(stage.site.origin)
    await page.context().addCookies([{ name: 'porchlight-sign-up', value: browserToken, url: origin }])
    const response = await go(page, stage)
    await page.context().clearCookies({ name: 'porchlight-sign-up' })
    return response
  }

/** A step of a sign-in. */
const atTheStep =
  (step: 'verification' | 'terms'): Way =>
  async (page, stage) => {
    const { owner } = stage.site
    const due = (is: boolean) =>
      owner.query('update accounts set must_change_password = $1 where username = $2', [is, 'due'])
    await due(true)
    await posted('/login', '/login', { login: 'due', password })(page, stage)
    await page.waitForLoadState('networkidle')
    await owner.query(`update sign_in_flows set next_step = $1`, [step])
    await due(false)
    return at(`/login/${step}`)(page, stage)
  }

/** Whose address nobody has proved, where that is asked before taking part. */
const unproved: Way = async (page, stage) => {
  const prove = (at: string) => stage.site.owner.query(`update accounts set email_verified_at = ${at}`)
  await prove('null')
  const response = await at('/account')(page, stage)
  await prove('now()')
  return response
}

const asked: Way = async (page, stage) => {
  await posted('/account', '/account/email', { email: 'kit@a-long-house-name.example.net' })(page, stage)
  await stage.site.owner.query('delete from email_changes')
}

/** Doors where a mail is waited for, and where one that does not work leads. */
export const verifyDoors: readonly Omit<Place, 'as'>[] = [
  { name: 'verify', status: 200, go: at('/verify') },
  { name: 'verify-wrong', status: 422, go: posted('/verify', '/verify/again', { email: 'kit@' }) },
  { name: 'verify-waiting', status: 200, go: whileWaiting(at('/verify')) },
  { name: 'verify-waiting-wrong', status: 422, go: whileWaiting(posted('/verify', '/verify', { code: '12' })) },
  { name: 'verify-gone', status: 410, go: at('/verify?token=bad') },
  { name: 'login-verification', status: 200, go: atTheStep('verification') },
  { name: 'login-terms', status: 200, go: atTheStep('terms') },
]

/** What the account page says of addresses. */
export const emails: readonly Omit<Place, 'as'>[] = [
  { name: 'account-unproved', status: 200, go: unproved },
  { name: 'account-email-asked', status: 200, go: asked },
]
