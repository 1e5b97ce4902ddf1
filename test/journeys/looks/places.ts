import { porchlight } from '../../support/process.ts'
import { password } from '../person.ts'
import { findAdminLink } from '../site.ts'
import { admins } from './admin-places.ts'
import { alertDoors, alerts } from './alert-places.ts'
import { confirmFactors, factorDoors } from './factor-doors.ts'
import { secondFactors } from './factor-places.ts'
import { lockDoors } from './lock-places.ts'
import { passkeyDoors, passkeys } from './passkey-places.ts'
import { emails, verifyDoors } from './verify-places.ts'
import { at, type Place, posted, type Way } from './ways.ts'

/** A form on another site that posts to ours. */
const postedFromElsewhere: Way = async (page, { site, elsewhere }) => {
  await page.goto(`${elsewhere}/?post=${encodeURIComponent(`${site.origin}/login`)}`)
  await page.getByRole('button').click()
  await page.waitForURL(`${site.origin}/login`)
}

/** The step of a sign-in at which the password is replaced. */
const atNewPassword: Way = async (page, stage) => {
  const due = (is: boolean) =>
    stage.site.owner.query('update accounts set must_change_password = $1 where username = $2', [is, 'due'])
  await due(true)
  await posted('/login', '/login', { login: 'due', password })(page, stage)
  await due(false)
}

const byLinkForNewPassword: Way = async (page, { site }) => {
  const { out } = await porchlight(['recovery-link', 'due'], { env: site.env }).finished
  return page.goto(out.trim())
}

const byLinkToOpen: Way = async (page, { site }) => {
  const { out } = await porchlight(['recovery-link', 'una'], { env: site.env }).finished
  return page.goto(out.trim())
}

const openedWrongly: Way = async (page, stage) => {
  await byLinkToOpen(page, stage)
  await posted('/recover/new-password', '/new-password', { newPassword: 'short' })(page, stage)
}

const signedInLongAgo: Way = async (page, stage) => {
  const age = (minutes: number) =>
    stage.site.owner.query('update sessions set authenticated_at = now() - make_interval(mins => $1)', [minutes])
  await age(20)
  await posted('/account', '/account/email', { email: 'kit@example.net' })(page, stage)
  await age(0)
}

const tokens = `
  insert into access_tokens (id, token_hash, account_id, kind, name, scopes, created_at, expires_at, last_used_at)
  select gen_random_uuid(), sha256(name::bytea), id, 'program', name, scopes::text[], now() - interval '40 days',
    now() + days * interval '1 day', now() - used * interval '1 hour'
  from accounts, (values ('Weather station', '{account:read}', 30, 2), ('Backup', '{account:read,activity:read}', -3, 90),
    ('Profile from the terminal', '{account:read,account:write}', 300, null)) as t (name, scopes, days, used)
  where username = 'kit' on conflict do nothing`

const atNoTokens: Way = async (page, stage) => {
  await stage.site.owner.query(
    `delete from access_tokens where account_id = (select id from accounts where username = 'kit')`,
  )
  return at('/account/security/tokens')(page, stage)
}

const atTokens: Way = async (page, stage) => {
  await stage.site.owner.query(tokens)
  return at('/account/security/tokens')(page, stage)
}

const tokenMade: Way = async (page, stage) => {
  await atNoTokens(page, stage)
  await page.check('[name="accountRead"]')
  await page.fill('#name', 'Weather station')
  await page.locator('form[action$="/tokens"] .primary').click()
  await page.locator('#token').waitFor()
}

const tooManyTries: Way = async (page, stage) => {
  await page.setExtraHTTPHeaders({ 'x-forwarded-for': '203.0.113.77' })
  do await posted('/login', '/login', { login: 'nobody', password: 'x' })(page, stage)
  while (await page.locator('#login').count())
}

/** The link works while there is no admin. */
const asFirstAdmin: Way = async (page, { site }) => {
  await site.owner.query("update accounts set role = 'member' where username = 'ada'")
  const response = await page.goto(await findAdminLink(site))
  await site.owner.query("update accounts set role = 'admin' where username = 'ada'")
  return response
}

/** With something that the server does not expect. */
const brokenServer: Way = async (page, { site }) => {
  await site.owner.query('alter table consents rename to elsewhere')
  await site.owner.query('alter table reserved_usernames rename to gone')
  const response = await page.goto(`${site.origin}/users/nobody-by-this-name`)
  await site.owner.query('alter table gone rename to reserved_usernames')
  await site.owner.query('alter table elsewhere rename to consents')
  return response
}

const wrong = {
  firstName: '',
  lastName: 'Müller',
  username: 'a b',
  email: 'joerg@',
  password: 'short',
  passwordAgain: 'other',
}

const strangers: readonly Omit<Place, 'as'>[] = [
  { name: 'register', status: 200, go: at('/register') },
  { name: 'register-wrong', status: 422, go: posted('/register', '/register', wrong) },
  { name: 'login', status: 200, go: at('/login') },
  {
    name: 'login-failed',
    status: 422,
    go: posted('/login', '/login', { login: 'nobody-here', password: 'Not-the-1' }),
  },
  { name: 'login-new-password', status: 200, go: atNewPassword },
  ...passkeyDoors,
  ...factorDoors,
  { name: 'welcome', status: 200, go: asFirstAdmin },
  { name: 'welcome-gone', status: 404, go: at('/welcome?token=bad') },
  { name: 'recover', status: 200, go: at('/recover') },
  { name: 'recover-wrong', status: 422, go: posted('/recover', '/recover', { login: ' ' }) },
  { name: 'recover-asked', status: 200, go: at('/recover/asked') },
  { name: 'recover-new-password', status: 200, go: byLinkForNewPassword },
  { name: 'recover-first', status: 200, go: byLinkToOpen },
  { name: 'recover-first-wrong', status: 422, go: openedWrongly },
  { name: 'recover-gone', status: 410, go: at('/recover/new-password?token=bad') },
  ...verifyDoors,
  ...alertDoors,
  ...lockDoors,
  { name: 'terms', status: 200, go: at('/terms') },
  { name: 'privacy', status: 200, go: at('/privacy') },
  { name: 'profile-of-another', status: 200, go: at('/users/kit') },
  { name: 'docs', status: 200, go: at('/docs') },
  { name: 'left', status: 200, go: at('/account/left') },
  { name: 'error-403', status: 403, go: postedFromElsewhere },
  { name: 'error-404', status: 404, go: at('/nothing-here') },
  { name: 'error-429', status: 429, go: tooManyTries },
  { name: 'error-500', status: 500, go: brokenServer },
]

const persons: readonly Omit<Place, 'as'>[] = [
  { name: 'account', status: 200, go: at('/account') },
  { name: 'account-saved', status: 200, go: posted('/account', '/account/profile', { location: 'Leeds' }) },
  {
    name: 'account-wrong',
    status: 422,
    go: posted('/account', '/account/profile', { firstName: '', bio: 'x'.repeat(501) }),
  },
  ...emails,
  { name: 'security', status: 200, go: at('/account/security') },
  { name: 'password', status: 200, go: at('/account/security/password') },
  {
    name: 'password-wrong',
    status: 422,
    go: posted('/account/security/password', '/security/password', { currentPassword: 'x', newPassword: 'short' }),
  },
  { name: 'tokens-none', status: 200, go: atNoTokens },
  { name: 'tokens', status: 200, go: atTokens },
  { name: 'tokens-wrong', status: 422, go: posted('/account/security/tokens', '/security/tokens', { name: ' ' }) },
  { name: 'token-made', status: 200, go: tokenMade },
  { name: 'sessions', status: 200, go: at('/account/sessions') },
  { name: 'activity', status: 200, go: at('/account/activity') },
  { name: 'leave', status: 200, go: at('/account/leave') },
  { name: 'leave-wrong', status: 422, go: posted('/account/leave', '/account/leave', { confirmUsername: 'kit2' }) },
  ...passkeys,
  ...secondFactors,
  ...confirmFactors,
  ...alerts,
  { name: 'confirm-identity', status: 403, go: signedInLongAgo },
  { name: 'logout', status: 200, go: at('/logout') },
  { name: 'own-profile', status: 200, go: at('/users/kit') },
  { name: 'error-404-signed-in', status: 404, go: at('/users/nobody-here') },
]

/** Every page that there is, in the states in which somebody may see it. */
export const places: readonly Place[] = [
  ...strangers.map((place) => ({ ...place, as: 'stranger' as const })),
  ...persons.map((place) => ({ ...place, as: 'person' as const })),
  ...admins.map((place) => ({ ...place, as: 'admin' as const })),
]
