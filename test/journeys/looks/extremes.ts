import { password, registerByApi } from '../person.ts'
import type { Site } from '../site.ts'
import { at, type Place } from './ways.ts'

const longName = 'Wolfeschlegelsteinhausenbergerdorff'
const names = {
  crowded: {
    firstName: 'فاطمة',
    lastName: 'الفهرية',
    displayName: 'فاطمة الفهرية',
    location: 'القيروان',
    bio: 'أبني الروبوتات.',
  },
  long: {
    firstName: longName.repeat(3).slice(0, 60),
    lastName: longName,
    displayName: longName.repeat(3).slice(0, 80),
    location: longName.repeat(3).slice(0, 80),
    bio: longName.repeat(8),
  },
}

const sessions = `
  insert into sessions (id, token_hash, account_id, created_at, last_seen_at, idle_seconds, expires_at, authenticated_at,
    methods, kept, ip, user_agent)
  select gen_random_uuid(), sha256(gen_random_uuid()::text::bytea), account_id, created_at - n * interval '5 hours',
    last_seen_at - n * interval '10 minutes', idle_seconds, expires_at, authenticated_at, methods, kept,
    '2001:db8:85a3:8d3:1319:8a2e:370:7300'::inet + n, case when n % 3 = 0
      then 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1'
      else 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36' end
  from (select * from sessions s where account_id = (select id from accounts where username = 'crowded') limit 1) s,
    generate_series(1, 49) n`

const tokens = `
  insert into access_tokens (id, token_hash, account_id, kind, name, scopes, created_at, expires_at, last_used_at)
  select gen_random_uuid(), sha256((username || n)::bytea), id, 'program',
    case when username = 'long' then repeat('W', 57) || n else 'برنامج ' || n end,
    '{account:read,account:write,activity:read}', now(), now() + interval '300 days', now()
  from accounts, generate_series(100, 124) n where username in ('crowded', 'long')`

async function call(
  site: Site,
  cookie: string,
  [method, path, data]: readonly [string, string, unknown],
): Promise<Response> {
  const response = await fetch(site.origin + path, {
    method,
    headers: { 'content-type': 'application/json', origin: new URL(site.origin).origin, cookie },
    body: JSON.stringify(data),
  })
  if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`)
  return response
}

/** Registers somebody with fifty sessions and 200 events, and somebody whose names have eighty letters and no space. */
export async function createExtremes(site: Site): Promise<void> {
  for (const [username, profile] of Object.entries(names)) {
    await registerByApi(site, username)
    const response = await call(site, '', ['POST', '/api/sessions', { login: username, password }])
    const cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    await call(site, cookie, ['PATCH', '/api/account', profile])
    if (username !== 'crowded') continue
    for (let event = 0; event < 200; event++)
      await call(site, cookie, ['PATCH', '/api/account', { bio: `${profile.bio} ${event}` }])
  }
  await site.owner.query(sessions)
  await site.owner.query(tokens)
}

const pages = {
  account: '/account',
  security: '/account/security',
  sessions: '/account/sessions',
  tokens: '/account/security/tokens',
  activity: '/account/activity',
  leave: '/account/leave',
  logout: '/logout',
}

/** The pages of both, and their profiles. */
export const extremes: readonly Place[] = (['crowded', 'long'] as const).flatMap((as) =>
  Object.entries({ ...pages, profile: `/users/${as}` }).map(([name, path]) => ({
    name: `${name}-${as}`,
    as,
    status: 200,
    go: at(path),
  })),
)
