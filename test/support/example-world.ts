import type { ExampleCaller } from '../../src/platform/http/examples.ts'
import type { Browser } from './browser.ts'
import { type ExampleApps, makeExampleApps } from './example-apps.ts'
import { makeExampleLinks } from './example-links.ts'
import { makeExamplePasskey } from './example-passkeys.ts'
import { newPerson } from './people.ts'
import { startTestServer, type TestServer, withMail } from './server.ts'

const password = 'Lantern-over-7-steps'

/** A server with the people of the examples, and a browser for each way to call. */
export type ExampleWorld = {
  readonly server: TestServer
  browserOf(caller: ExampleCaller): Promise<Browser>
  /** The body of an example with the token of a link that works here, in the place of one that stands for it. */
  filled(body: unknown): unknown
  readonly answered: (body: unknown, asked: Parameters<ExampleApps['answered']>[1]) => Promise<unknown>
}

async function addPeople(server: TestServer): Promise<void> {
  const make = (username: string, firstName: string, more = {}) =>
    newPerson(server, { username, email: `${username}@example.org`, firstName, lastName: 'Lee', password, ...more })
  await make('kev', 'Kev', { lastName: 'McAleer' })
  await make('ada', 'Ada')
  await make('sam', 'Sam')
  await make('dora', 'Dora')
  await make('grace', 'Grace', { role: 'admin' })
  const rosa = { firstName: 'Rosa', lastName: 'Lee', username: 'rosa', email: 'rosa@example.org' }
  const body = { ...rosa, password, acceptTerms: true }
  await server.browser().api('POST', '/api/accounts', body, { headers: { 'idempotency-key': 'sent-before' } })
  await make('vera', 'Vera')
  await make('tess', 'Tess')
  await make('mina', 'Mina')
  await make('otto', 'Otto')
  await make('eva', 'Eva')
}

/** Brings what nobody can do by the API alone: a suspension, a password that is due, ids as the examples give them. */
async function arrange({ database: { owner } }: TestServer): Promise<void> {
  await owner.query(`update porchlight.accounts set status = 'suspended' where username = 'sam'`)
  await owner.query(`
    insert into porchlight.lockouts (subject, failures, locks, last_tried_at, locked_at, locked_until)
    select id, 5, 1, now(), now(), now() + interval '15 minutes' from porchlight.accounts where username = 'rosa'`)
  await owner.query(`update porchlight.accounts set must_change_password = true where username = 'dora'`)
  await owner.query(`update porchlight.accounts set awaits_opening = true where username = 'vera'`)
  await owner.query(`
    with version as (
      insert into porchlight.policy_versions (policy, language, text_hash, first_shown_at)
      values ('terms', 'en', sha256('of the examples'), now()) returning id
    )
    insert into porchlight.consents (account_id, policy_version_id, accepted_at)
    select a.id, version.id, now() from porchlight.accounts a, version where username <> 'tess'`)
  await owner.query(`
    insert into porchlight.mails (id, kind, account_id, about, created_at, trying_since, tries, tried_at, verdict, reply,
      done_at, outcome)
    select '3f0c6a52-9d1e-4b7f-8a34-6c2e5d7b9f10', 'password-changed', id, '{}', now(), now(), 1, now(), 'never',
      '550 5.1.1 No such user here', now(), 'given-up' from porchlight.accounts where username = 'ada'`)
  await owner.query(`
    update porchlight.sessions s set id = '5b7e2f10-8d64-4c39-a1f7-2e9c6d3b8a45'
    from porchlight.accounts a where a.id = s.account_id and a.username = 'kev'`)
  await owner.query(`
    insert into porchlight.devices (id, account_id, first_seen_at, last_seen_at, user_agent)
    select '2a6f8d14-51c7-4e93-b8d0-9f3e7a5c1b62', id, now() - interval '40 days', now() - interval '3 days',
      'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' from porchlight.accounts where username = 'kev'`)
  await owner.query(`
    insert into porchlight.access_tokens (id, token_hash, account_id, kind, name, scopes, created_at, expires_at, last_used_at)
    select '9c1f7a34-5e20-4d68-b1a9-3f7e2c8d5b06', sha256('no token'), id, 'program', 'Backup of my profile',
      '{account:read,activity:read}', now(), now() + interval '90 days', now()
    from porchlight.accounts where username = 'kev'`)
}

async function signIn(server: TestServer, login: string): Promise<Browser> {
  const browser = server.browser()
  await browser.api('POST', '/api/sessions', { login, password })
  return browser
}

/** A browser in the middle of signing in, under the number that the examples give it. */
async function atStep(server: TestServer, login: string): Promise<Browser> {
  const { owner } = server.database
  await owner.query('delete from porchlight.sign_in_flows')
  const browser = await signIn(server, login)
  await owner.query(`update porchlight.sign_in_flows set id = '7c4d1e92-6a3f-4b85-8e07-9d2b5c1f3a68'`)
  return browser
}

/** Makes the world anew, for what one example changes and another must not find changed. */
export async function makeExampleWorld(): Promise<ExampleWorld> {
  const server = await startTestServer({ host: 'localhost', env: { ...withMail, TERMS_CHANGED_ON: '2026-01-01' } })
  await addPeople(server)
  const passkey = await makeExamplePasskey(server)
  const apps = await makeExampleApps(server)
  await arrange(server)
  const { owner } = server.database
  const browsers: Record<ExampleCaller, () => Promise<Browser>> = {
    stranger: async () => server.browser(),
    member: () => signIn(server, 'kev'),
    'member-an-hour-later': async () => {
      const browser = await signIn(server, 'kev')
      await owner.query(`
        update porchlight.sessions set authenticated_at = authenticated_at - interval '1 hour'
        where created_at = (select max(created_at) from porchlight.sessions)`)
      return browser
    },
    admin: () => signIn(server, 'grace'),
    'password-due': () => atStep(server, 'dora'),
    'passkey-owner': passkey.signIn,
    'passkey-due': () => atStep(server, 'iris'),
    'code-owner': apps.signIn,
    'code-due': () => atStep(server, 'otto'),
    'enrollment-due': async () => {
      await owner.query(`update porchlight.accounts set must_change_password = true where username = 'eva'`)
      const browser = await atStep(server, 'eva')
      await owner.query(`update porchlight.accounts set must_change_password = false where username = 'eva'`)
      await owner.query(`update porchlight.sign_in_flows set next_step = 'enrollment'`)
      return browser
    },
    'terms-due': () => atStep(server, 'tess'),
    'address-proved': async () => {
      await owner.query(`update porchlight.accounts set must_change_password = true where username = 'mina'`)
      const browser = await atStep(server, 'mina')
      await owner.query(`update porchlight.accounts set must_change_password = false, email_verified_at = now()
        where username = 'mina'`)
      await owner.query(`update porchlight.sign_in_flows set next_step = 'verification'`)
      return browser
    },
  }
  const tokens = await makeExampleLinks(server)
  return {
    server,
    browserOf: (caller) => browsers[caller](),
    answered: async (body, asked) => passkey.answered(await apps.answered(body, asked), asked),
    filled(body) {
      const told = typeof body === 'object' && body !== null && 'token' in body ? String(body.token) : ''
      const token = tokens.get(told)
      return token === undefined ? body : { ...(body as object), token }
    },
  }
}
