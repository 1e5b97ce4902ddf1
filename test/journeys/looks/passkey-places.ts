import { password } from '../person.ts'
import { at, type Place, posted, type Way } from './ways.ts'

const made = `
  insert into passkeys (id, account_id, credential_id, public_key, sign_count, aaguid, transports, name, syncs, backed_up,
    created_at, last_used_at)
  select ('00000000-0000-4000-8000-00000000000' || n)::uuid, id, sha256(name::bytea), '', 0, aaguid::uuid, '{}', name, synced,
    synced, now() - n * interval '40 days', now() - used * interval '1 day'
  from accounts, (values (1, 'Kit’s laptop', 'fbfc3007-154e-4ecc-8c0b-6e020557d7bd', true, 0),
    (2, 'YubiKey 5', 'ee882879-721c-4913-9775-3dfcce97072a', false, 23),
    (3, 'Donaudampfschifffahrtsgesellschaftskapitänsmützenschrankschl', null, false, null))
    as t (n, name, aaguid, synced, used)
  where username = 'kit' on conflict do nothing`

const withPasskeys =
  (go: Way): Way =>
  async (page, stage) => {
    await stage.site.owner.query(made)
    return go(page, stage)
  }

const without: Way = async (page, stage) => {
  await stage.site.owner.query('delete from passkeys')
  return at('/account/security/passkeys')(page, stage)
}

const rename = '/account/security/passkeys/00000000-0000-4000-8000-000000000002/name'

/** A form that is held up until the person has proved once more to be it, where a passkey would do. */
const confirming: Way = async (page, stage) => {
  const set = (factors: string, minutes: number) =>
    stage.site.owner.query(
      `with f as (update accounts set factors = $1 where username = 'kit')
       update sessions set authenticated_at = now() - make_interval(mins => $2)`,
      [factors, minutes],
    )
  await set('{passkey}', 20)
  await posted('/account', '/account/email', { email: 'kit@example.net' })(page, stage)
  await set('{}', 0)
}

/** Passkeys, as their person sees them. */
export const passkeys: readonly Omit<Place, 'as'>[] = [
  { name: 'passkeys-none', status: 200, go: without },
  { name: 'passkeys', status: 200, go: withPasskeys(at('/account/security/passkeys')) },
  { name: 'passkey-new', status: 200, go: at('/account/security/passkeys/new') },
  { name: 'passkey-rename', status: 200, go: withPasskeys(at(rename)) },
  { name: 'passkey-rename-wrong', status: 422, go: withPasskeys(posted(rename, '/name', { name: ' ' })) },
  { name: 'confirm-passkey', status: 403, go: confirming },
]

/** While Kit has a passkey. */
const withPasskey =
  (go: Way): Way =>
  async (page, stage) => {
    const set = (factors: string) =>
      stage.site.owner.query(`update accounts set factors = $1 where username = 'kit'`, [factors])
    await set('{passkey}')
    await go(page, stage)
    await set('{}')
  }

/** The step after the password. */
const secondFactor = posted('/login', '/login', { login: 'kit', password })

const wrongSecondFactor: Way = async (page, stage) => {
  await secondFactor(page, stage)
  // As a browser would whose device answers with something else.
  await page.evaluate(() => {
    const form = document.querySelector<HTMLFormElement>('form[data-passkey]')
    form?.submit()
  })
  await page.waitForURL('**/second-factor/passkey')
}

/** What strangers see of them. */
export const passkeyDoors: readonly Omit<Place, 'as'>[] = [
  { name: 'login-second-factor', status: 200, go: withPasskey(secondFactor) },
  { name: 'login-second-factor-wrong', status: 422, go: withPasskey(wrongSecondFactor) },
]
