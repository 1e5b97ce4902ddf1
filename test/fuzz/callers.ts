import { randomBytes } from 'node:crypto'
import type { Client } from 'pg'
import { Browser } from '../support/browser.ts'
import type { Caller } from './requests.ts'
import { known } from './values.ts'

/** A server to send to, and its database behind its back. */
export type Target = { readonly origin: string; readonly owner: Client }

type Somebody = { readonly cookie: string; readonly words: Readonly<Record<string, string>>; readonly browser: Browser }

const password = 'Lantern-over-7-steps'
const cookieName = 'porchlight'

async function register({ origin, owner }: Target, role: Caller): Promise<Somebody> {
  const username = `p${randomBytes(5).toString('hex')}`
  const email = `${username}@example.org`
  const browser = new Browser(origin)
  const form = { firstName: 'Ann', lastName: 'Lee', username, email, password, acceptTerms: true }
  const { status, text } = await browser.api('POST', '/api/accounts', form)
  if (status !== 201) throw new Error(`nobody can register: ${text}`)
  await owner.query('update porchlight.accounts set role = $2 where username = $1', [username, role])
  await new Browser(origin).api('POST', '/api/sessions', { login: username, password })
  const { rows } = await owner.query(
    `select s.id, a.id as account from porchlight.sessions s join porchlight.accounts a on a.id = s.account_id
     where a.username = $1 order by s.created_at desc limit 1`,
    [username],
  )
  const { id, account } = rows[0]
  const words = { [known.username]: username, [known.email]: email, [known.session]: id, [known.account]: account }
  return { browser, words, cookie: `${cookieName}=${browser.cookies.get(cookieName)}` }
}

async function isStill({ browser }: Somebody, role: Caller): Promise<boolean> {
  const { status, text } = await browser.api('GET', '/api/account')
  return status === 200 && JSON.parse(text).role === role
}

/** The people that requests are sent as; whoever can no longer sign requests is replaced by somebody new. */
export async function createCallers(target: Target) {
  const people = new Map<Caller, Somebody>()
  const renew = async (role: Caller) => people.set(role, await register(target, role))
  await renew('member')
  await renew('admin')
  return {
    cookieOf: (role: Caller) => people.get(role)?.cookie ?? '',
    /** A text with what stands in it for something of the caller's; strangers ask about the member. */
    fill: (role: Caller, text: string) => {
      const members = people.get('member')?.words ?? {}
      const words = { ...(people.get(role)?.words ?? members), [known.account]: members[known.account] ?? '' }
      return Object.entries(words).reduce((result, [word, value]) => result.replaceAll(word, value), text)
    },
    async keepSignedIn() {
      for (const [role, somebody] of people) if (!(await isStill(somebody, role))) await renew(role)
    },
  }
}
