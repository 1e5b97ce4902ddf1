import { withLock } from './lock-places.ts'
import { at, type Place, posted, type Way } from './ways.ts'

/** The pages about somebody's account, under its number. */
const atAccountOf =
  (username: string, below = ''): Way =>
  async (page, { site }) => {
    const { rows } = await site.owner.query('select id from accounts where username = $1', [username])
    return page.goto(`${site.origin}/admin/accounts/${rows[0].id}${below}`)
  }

let made = 0
const madeForSomebody: Way = (page, stage) => {
  const username = `made-${++made}`
  const person = { firstName: 'Mary', lastName: 'Somerville', username, email: `${username}@example.org` }
  return posted('/admin/accounts/new', '/accounts/new', person)(page, stage)
}

const detailsWrong: Way = async (page, stage) => {
  await atAccountOf('due', '/details')(page, stage)
  const path = new URL(page.url()).pathname
  await posted(path, '/details', { firstName: '', username: 'a b', email: 'due@' })(page, stage)
}

/** Somebody with an app, backup codes, a passkey and two browsers. */
export const factors = `
  with fay as (update accounts set factors = '{totp,passkey}' where username = 'fay' returning id),
    app as (insert into totp_authenticators select id, 'sealed', 1, now() - interval '200 days', now() - interval '3 hours' from fay),
    codes as (insert into backup_codes (account_id, lookup_hash, code_hash, made_at, used_at)
      select id, sha256(n::text::bytea), 'none', now() - interval '200 days', case when n < 3 then now() end
      from fay, generate_series(1, 10) n),
    browsers as (insert into devices (id, account_id, first_seen_at, last_seen_at, user_agent, trusted_until)
      select gen_random_uuid(), id, now() - interval '90 days', now() - n * interval '1 day',
        'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
        case when n = 1 then now() + interval '20 days' end from fay, generate_series(1, 2) n)
  insert into passkeys (id, account_id, credential_id, public_key, sign_count, transports, name, syncs, backed_up, created_at)
    select gen_random_uuid(), id, sha256('of fay'), '', 0, '{}', 'YubiKey 5', false, false, now() - interval '8 days' from fay`

/** A link for somebody who cannot get in, shown once; the question before it opens in place. */
const recoveryLinkFor =
  (username: string): Way =>
  async (page, stage) => {
    await atAccountOf(username)(page, stage)
    const form = page.locator('form[action$="/recovery-link"]')
    await page.locator('details', { has: form }).locator('summary').click()
    await form.locator('button').click()
    await page.waitForLoadState()
  }

/** What only admins see. */
export const admins: readonly Omit<Place, 'as'>[] = [
  { name: 'admin', status: 200, go: at('/admin') },
  { name: 'admin-accounts', status: 200, go: at('/admin/accounts') },
  { name: 'admin-accounts-nobody', status: 200, go: at('/admin/accounts?query=nobody-here') },
  { name: 'admin-account', status: 200, go: atAccountOf('due') },
  { name: 'admin-account-suspended', status: 200, go: atAccountOf('sus') },
  { name: 'admin-account-unopened', status: 200, go: atAccountOf('una') },
  { name: 'admin-new', status: 200, go: at('/admin/accounts/new') },
  { name: 'admin-new-wrong', status: 422, go: posted('/admin/accounts/new', '/accounts/new', { lastName: 'Lee' }) },
  { name: 'admin-new-link', status: 200, go: madeForSomebody },
  { name: 'admin-details', status: 200, go: atAccountOf('due', '/details') },
  { name: 'admin-details-wrong', status: 422, go: detailsWrong },
  { name: 'admin-account-factors', status: 200, go: atAccountOf('fay') },
  { name: 'admin-recovery-link', status: 200, go: recoveryLinkFor('due') },
  { name: 'admin-factors', status: 200, go: atAccountOf('fay', '/factors') },
  { name: 'admin-accounts-factor', status: 200, go: at('/admin/accounts?factor=app') },
  { name: 'admin-account-resting', status: 200, go: withLock('due', atAccountOf('due')) },
  { name: 'admin-account-own', status: 200, go: atAccountOf('ada') },
  { name: 'admin-suspension', status: 200, go: atAccountOf('due', '/suspension') },
  { name: 'admin-password-due', status: 200, go: atAccountOf('due', '/password-due') },
  { name: 'admin-role', status: 200, go: atAccountOf('due', '/role') },
  { name: 'admin-removal', status: 200, go: atAccountOf('due', '/removal') },
  { name: 'admin-mail', status: 200, go: at('/admin/mail') },
  { name: 'admin-mail-given-up', status: 200, go: at('/admin/mail?state=given-up') },
  { name: 'admin-events', status: 200, go: at('/admin/events') },
  {
    name: 'admin-events-found',
    status: 200,
    go: at('/admin/events?account=due&address=127.0.0.0%2F8&to=2126-01-01'),
  },
  { name: 'admin-events-nothing', status: 200, go: at('/admin/events?action=account.erased') },
  {
    name: 'admin-events-wrong',
    status: 422,
    go: at('/admin/events?account=nobody.here&address=10.0.0.0%2F40&to=soon'),
  },
  { name: 'admin-events-verified', status: 200, go: posted('/admin/events', '/events/verification') },
]
