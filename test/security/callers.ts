import type { Account } from '../../src/features/accounts/index.ts'
import { anotherBrowser } from '../support/another-browser.ts'
import type { Browser } from '../support/browser.ts'
import { newPerson } from '../support/people.ts'
import { giveToken } from '../support/program.ts'
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
  'program for all',
  'program for nothing',
] as const
export type CallerKind = (typeof callers)[number]
type ProgramKind = Extract<CallerKind, `program ${string}`>

/** Whether a caller shows an access token, of somebody who is an admin. */
export const isProgram = (who: string): who is ProgramKind => who.startsWith('program ')

/** A program whose token opens nothing: nobody can make one, which is why it is made behind the server’s back. */
async function programForNothing(server: TestServer): Promise<Browser> {
  const { browser } = await newPerson(server, { role: 'admin' })
  const { id, program } = await giveToken(server, browser)
  await server.database.owner.query(`update porchlight.access_tokens set scopes = '{}' where id = $1`, [id])
  return program
}

type Prepared = { readonly browser: Browser; readonly path: string }
export type Callers = { prepare(who: CallerKind, route: Route): Promise<Prepared> }

/** Somebody of each kind; each call gets a session of its own, since what is called may end it. */
export async function createCallers(server: TestServer): Promise<Callers> {
  const { owner } = server.database
  const make = async (role: 'member' | 'moderator' | 'admin' = 'member') => (await newPerson(server, { role })).account
  const people: Record<Exclude<CallerKind, 'nobody' | ProgramKind>, Account> = {
    ...{ member: await make(), 'another member': await make(), 'password due': await make(), suspended: await make() },
    ...{ moderator: await make('moderator'), admin: await make('admin'), 'admin, later': await make('admin') },
  }
  await owner.query('update porchlight.accounts set must_change_password = true where id = $1', [
    people['password due'].id,
  ])
  await owner.query(`update porchlight.accounts set status = 'suspended' where id = $1`, [people.suspended.id])

  const programs: Record<ProgramKind, Browser> = {
    'program for all': (await giveToken(server, (await newPerson(server, { role: 'admin' })).browser)).program,
    'program for nothing': await programForNothing(server),
  }

  async function browserOf(who: CallerKind): Promise<Browser> {
    if (who === 'nobody') return server.browser()
    if (isProgram(who)) return programs[who]
    const { browser, sessionId } = await anotherBrowser(server, people[who])
    if (who !== 'admin, later') return browser
    const earlier = `update porchlight.sessions set authenticated_at = authenticated_at - interval '1 hour' where id = $1`
    await owner.query(earlier, [sessionId])
    return browser
  }

  async function idFor({ url }: Route, whose: Account): Promise<string> {
    const { browser, sessionId } = await anotherBrowser(server, whose)
    return /tokens\/:id/.test(url) ? (await giveToken(server, browser)).id : sessionId
  }

  async function pathFor(route: Route): Promise<string> {
    const isOfAdmins = /\/admin\//.test(route.url)
    // What admins do to somebody must not be done to those who still have to call.
    const whose = isOfAdmins && !isRead(route) ? await make() : people.member
    return pathOf(route, { username: whose.username, id: isOfAdmins ? whose.id : await idFor(route, whose) })
  }

  return { prepare: async (who, route) => ({ browser: await browserOf(who), path: await pathFor(route) }) }
}
