import { randomBytes } from 'node:crypto'
import type { Client } from 'pg'
import { Browser } from '../support/browser.ts'
import { known } from './values.ts'

/** A server to send to, and its database behind its back. */
export type Target = {
  readonly origin: string
  readonly owner: Client
  /** The path of a one-time link for a new password. */
  offerLink(username: string): Promise<string>
}

export type Words = Readonly<Record<string, string>>
export type Somebody = { readonly words: Words; readonly browser: Browser }

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

/** In the middle of signing in; what is theirs is that sign-in. */
const atStep = (step: string, page: string) => ({
  async create(target: Target): Promise<Somebody> {
    const { words } = await register(target, 'member')
    const login = words[known.username] ?? ''
    const set = (columns: string) =>
      target.owner.query(`update porchlight.accounts set ${columns} where username = $1`, [login])
    await set('must_change_password = true')
    const browser = new Browser(target.origin)
    await browser.post('/login', { login, password })
    if (step !== 'new-password') await set('must_change_password = false')
    if (step === 'second-factor') await set(`factors = '{totp}'`)
    const { rows } = await target.owner.query(
      'update porchlight.sign_in_flows set next_step = $2 where account_id = $1 returning id',
      [words[known.account], step],
    )
    return { words: { ...words, [known.session]: rows[0].id }, browser }
  },
  isStill: shows(page),
})

/** Everybody but the stranger: how they come about, and whether they are still who they were. */
export const kinds = {
  member: signedIn('member'),
  admin: signedIn('admin'),
  midway: atStep('new-password', '/login/new-password'),
  asked: atStep('second-factor', '/login/second-factor'),
  enrolling: atStep('enrollment', '/login/enroll'),
  agreeing: atStep('terms', '/login/terms'),
  proving: atStep('verification', '/login/verification'),
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
