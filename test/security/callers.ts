import type { Account } from '../../src/features/accounts/index.ts'
import { anotherBrowser } from '../support/another-browser.ts'
import type { Browser } from '../support/browser.ts'
import { newPerson } from '../support/people.ts'
import type { TestServer } from '../support/server.ts'
import { isRead, pathOf, type Route } from './all-routes.ts'

/** Everybody who may come to a route. */
export const callers = [
  'nobody',
  'member',
  'another member',
  'password due',
  'suspended',
  'moderator',
  'admin',
  'admin, later',
] as const
export type CallerKind = (typeof callers)[number]

type Prepared = { readonly browser: Browser; readonly path: string }
export type Callers = { prepare(who: CallerKind, route: Route): Promise<Prepared> }

/** Somebody of each kind; each call gets a session of its own, since what is called may end it. */
export async function createCallers(server: TestServer): Promise<Callers> {
  const { owner } = server.database
  const make = async (role: 'member' | 'moderator' | 'admin' = 'member') => (await newPerson(server, { role })).account
  const people: Record<Exclude<CallerKind, 'nobody'>, Account> = {
    ...{ member: await make(), 'another member': await make(), 'password due': await make(), suspended: await make() },
    ...{ moderator: await make('moderator'), admin: await make('admin'), 'admin, later': await make('admin') },
  }
  await owner.query('update porchlight.accounts set must_change_password = true where id = $1', [
    people['password due'].id,
  ])
  await owner.query(`update porchlight.accounts set status = 'suspended' where id = $1`, [people.suspended.id])

  async function browserOf(who: CallerKind): Promise<Browser> {
    if (who === 'nobody') return server.browser()
    const { browser, sessionId } = await anotherBrowser(server, people[who])
    if (who !== 'admin, later') return browser
    const earlier = `update porchlight.sessions set authenticated_at = authenticated_at - interval '1 hour' where id = $1`
    await owner.query(earlier, [sessionId])
    return browser
  }

  async function pathFor(route: Route): Promise<string> {
    const isOfAdmins = /\/admin\//.test(route.url)
    // What admins do to somebody must not be done to those who still have to call.
    const whose = isOfAdmins && !isRead(route) ? await make() : people.member
    const id = isOfAdmins ? whose.id : (await anotherBrowser(server, whose)).sessionId
    return pathOf(route, { username: whose.username, id })
  }

  return { prepare: async (who, route) => ({ browser: await browserOf(who), path: await pathFor(route) }) }
}
