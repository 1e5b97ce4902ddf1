import { expectReply } from '../bytes.ts'
import type { House } from '../house.ts'

const base = '/api/admin/accounts'
const list = (wanted: Readonly<Record<string, string>> = {}) => `${base}?${new URLSearchParams(wanted)}`
const queries = (...texts: readonly string[]) => texts.map((query) => list({ query }))

type Place = { readonly house: House; readonly port: number; readonly cookie: string }

type Row = { username: string; email: string; first_name: string; last_name: string }

/** The address of a page so many pages on. */
async function pageAfter(
  { port, cookie }: Place,
  wanted: Readonly<Record<string, string>>,
  pages: number,
): Promise<string> {
  let path = list(wanted)
  for (let page = 0; page < pages; page += 1) {
    const { body } = await expectReply(200, { port, path, headers: { cookie } })
    const { nextCursor } = JSON.parse(body) as { nextCursor: string | null }
    if (nextCursor === null) return path
    path = list({ ...wanted, cursor: nextCursor })
  }
  return path
}

/** What people type and choose, by kind; with names, usernames and addresses of people who are there. */
export async function searchesOn(place: Place): Promise<Readonly<Record<string, readonly string[]>>> {
  const rows = await place.house.rows<Row>(
    `select username, email, first_name, last_name from accounts where id in (7, 4711, 99991, 500003, 999983)`,
  )
  const { username = '', first_name = '', last_name = '' } = rows[0] ?? {}
  const letters = (count: number) => rows.map((row) => row.username.slice(0, count))
  const statuses = ['active', 'suspended', 'restricted', 'quarantined', 'leaving']
  const roles = ['member', 'moderator', 'admin']
  return {
    'everybody, last seen': [list()],
    'everybody, joined': [list({ sort: 'joined' })],
    '1 letter': queries('a', 'm', 'z', 'q', ...letters(1)),
    '2 letters': queries('an', 'ma', 'zz', 'qx', ...letters(2)),
    '3 letters': queries('ann', 'mar', 'lee', 'son', 'com', 'org', ...letters(3)),
    '8 letters': [
      ...queries(...letters(8), 'example.'),
      ...rows.map((row) => list({ query: `${row.first_name} ${row.last_name}`.slice(0, 8) })),
    ],
    'a whole name': queries(`${first_name} ${last_name}`, username, ...rows.map((row) => row.last_name)),
    'an email': queries(...rows.map(({ email }) => email), ...rows.map(({ email }) => email.toUpperCase())),
    'a domain': queries('@example.org', '@example.com', '@example.net'),
    'no hit': queries('xq', 'zzqzzq', 'nobody-of-this-name', '%_%', 'ann\\', '…'),
    'each status': statuses.flatMap((status) => [
      list({ status }),
      list({ status, sort: 'joined' }),
      list({ status, query: 'mar' }),
    ]),
    'each role': roles.flatMap((role) => [list({ role }), list({ role, sort: 'joined' }), list({ role, query: 'an' })]),
    'all at once': statuses.flatMap((status) =>
      roles.map((role) => list({ status, role, query: 'son', sort: 'joined' })),
    ),
    'deep pages': await Promise.all([
      pageAfter(place, {}, 200),
      pageAfter(place, { sort: 'joined' }, 200),
      pageAfter(place, { query: 'mar' }, 100),
      pageAfter(place, { query: 'a', sort: 'joined' }, 100),
      pageAfter(place, { status: 'suspended' }, 100),
    ]),
  }
}
