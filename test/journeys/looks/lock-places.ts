import { mac } from '../../../src/platform/crypto/mac.ts'
import { mailedToken } from './links.ts'
import { at, type Place, type Way } from './ways.ts'

const signInLink: Way = async (page, stage) => {
  const { rows } = await stage.site.owner.query(
    `select email, changed_at from accounts join passwords on account_id = id where username = 'kit'`,
  )
  const [{ email, changed_at: changedAt }] = rows
  const bound = (key: Buffer) => ({
    password: changedAt.toISOString(),
    address: mac(key, ['sign-in-address', email]),
  })
  const token = await mailedToken(stage, { purpose: 'sign-in', username: 'kit', bound })
  return at(`/login/link?token=${token}`)(page, stage)
}

/** The link that signs in past a lock, and where one leads that does not work. */
export const lockDoors: readonly Omit<Place, 'as'>[] = [
  { name: 'login-link', status: 200, go: signInLink },
  { name: 'login-link-gone', status: 410, go: at('/login/link?token=bad') },
]

/** With an account that rests; afterwards it does no more. */
export const withLock =
  (username: string, go: Way): Way =>
  async (page, stage) => {
    await stage.site.owner.query(
      `insert into lockouts (subject, failures, refused, locks, last_tried_at, locked_at, locked_until)
       select id, 5, 13, 3, now(), now(), now() + interval '1 hour' from accounts where username = $1
       on conflict (subject) do update set refused = 13, locks = 3, locked_at = now(), locked_until = excluded.locked_until`,
      [username],
    )
    await go(page, stage)
    await stage.site.owner.query('delete from lockouts where subject = (select id from accounts where username = $1)', [
      username,
    ])
  }
