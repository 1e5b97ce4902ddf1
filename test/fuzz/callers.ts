import { randomBytes } from 'node:crypto'
import type { Client } from 'pg'
import { Browser } from '../support/browser.ts'
import type { Caller } from './requests.ts'
import { known } from './values.ts'

/** A server to send to, and its database behind its back. */
export type Target = {
  readonly origin: string
  readonly owner: Client
  /** The path of a one-time link for a new password. */
  offerLink(username: string): Promise<string>
}

type Words = Readonly<Record<string, string>>
type Somebody = { readonly words: Words; readonly browser: Browser }

export const password = 'Lantern-over-7-steps'

async function register({ origin, owner }: Target, role: string): Promise<Somebody> {
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
  return { browser, words }
}

const signedIn = (role: 'member' | 'admin') => ({
  create: (target: Target) => register(target, role),
  async isStill({ browser, words }: Somebody) {
    const { status, text } = await browser.api('GET', '/api/account')
    if (status !== 200) return false
    const account = JSON.parse(text)
    return account.role === role && account.username === words[known.username]
  },
})

const shows = (page: string) => async (somebody: Somebody) => (await somebody.browser.get(page)).status === 200

/** Everybody but the stranger: how they come about, and whether they are still who they were. */
const kinds = {
  member: signedIn('member'),
  admin: signedIn('admin'),
  midway: {
    async create(target: Target) {
      const { words } = await register(target, 'member')
      const login = words[known.username] ?? ''
      await target.owner.query('update porchlight.accounts set must_change_password = true where username = $1', [
        login,
      ])
      const browser = new Browser(target.origin)
      await browser.post('/login', { login, password })
      return { words, browser }
    },
    isStill: shows('/login/new-password'),
  },
  invited: {
    async create(target: Target) {
      const { words } = await register(target, 'member')
      const browser = new Browser(target.origin)
      await browser.get(await target.offerLink(words[known.username] ?? ''))
      return { words, browser }
    },
    isStill: shows('/recover/new-password'),
  },
}

type Kind = keyof typeof kinds

const replaced = (text: string, pairs: readonly (readonly [string, string])[]) =>
  pairs.reduce((result, [from, to]) => result.replaceAll(from, to), text)

export type CallerGroup = Awaited<ReturnType<typeof createCallers>>

/** The people that requests are sent as; whoever can no longer sign requests is replaced by somebody new. */
export async function createCallers(target: Target) {
  const people = new Map<Caller, Somebody>()
  const renew = async (kind: Kind) => people.set(kind, await kinds[kind].create(target))
  for (const kind of Object.keys(kinds) as Kind[]) await renew(kind)
  const wordsOf = (caller: Caller): Words => {
    const member = people.get('member')?.words ?? {}
    const own = people.get(caller)?.words ?? member
    return {
      ...own,
      [known.origin]: target.origin,
      [known.account]: member[known.account] ?? '',
      [known.member]: member[known.username] ?? '',
    }
  }
  // Those who were replaced stay as they are: there are thousands of them in the end.
  const proved = (when: string) =>
    target.owner.query(`update porchlight.sessions set authenticated_at = ${when} where account_id = any ($1)`, [
      [...people.values()].map(({ words }) => words[known.account]),
    ])
  return {
    cookieOf: (caller: Caller) =>
      [...(people.get(caller)?.browser.cookies ?? [])].map(([name, value]) => `${name}=${value}`).join('; '),
    /** A text with what stands in it for something of the caller's; strangers ask about the member. */
    fill: (caller: Caller, text: string) => replaced(text, Object.entries(wordsOf(caller))),
    /** The other way around. */
    unfill: (caller: Caller, text: string) => {
      const { [known.account]: account, ...words } = wordsOf(caller)
      const pairs = Object.entries(words).map(([word, value]) => [value, word] as const)
      return replaced(text, pairs).replaceAll(new RegExp(`(/accounts/)${account}(?!\\d)`, 'g'), `$1${known.account}`)
    },
    async keep() {
      for (const kind of Object.keys(kinds) as Kind[]) {
        const somebody = people.get(kind)
        if (!somebody || !(await kinds[kind].isStill(somebody))) await renew(kind)
      }
    },
    /** Everybody proved long ago to be who they are. */
    age: () => proved("created_at - interval '1 hour'"),
    /** Everybody proved it just now. */
    refresh: () => proved('last_seen_at'),
  }
}
