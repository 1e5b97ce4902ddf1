import { expect, it } from 'vitest'
import type { PageShot } from './page-requests.ts'
import { createPageVerdict } from './page-verdict.ts'
import type { RowChange } from './row-watch.ts'
import type { FuzzReply } from './send.ts'

const judge = createPageVerdict('http://porchlight.test')

function shotTo(name: string, body = 'a=1'): PageShot {
  const [method, path = ''] = name.split(' ') as ['GET' | 'POST', string]
  const route = { method, path, forms: [], asks: [] }
  const sent = method === 'POST' ? Buffer.from(body) : null
  return { ...{ name, method, path, route, leads: true, as: 'member' }, cookies: ['', ''], headers: [], body: sent }
}

const whole = (inside = '') => `<!doctype html><html lang="en"><body>${inside}</body></html>`
const reply = (status: number | null, body = whole(), headers: Record<string, string> = {}): FuzzReply => ({
  ...{ status, body, milliseconds: 1 },
  headers: { 'content-type': 'text/html; charset=utf-8', 'x-request-id': 'x', ...headers },
})
const to = (location: string) => reply(303, '', { location })
const changed = (table: string): RowChange[] => [
  { table: `porchlight.${table}`, operation: 'INSERT', before: null, after: { id: 1 } },
]

it.each<[string, string, FuzzReply, RowChange[]]>([
  ['a failure of ours', 'GET /account', reply(500), []],
  ['no answer', 'GET /account', reply(null), []],
  ['changed a row', 'GET /account', reply(200), changed('sessions')],
  ['changed a row', 'POST /account/profile', reply(422), changed('accounts')],
  ['changed a row', 'POST /account/profile', to('/login?return_to=x'), changed('accounts')],
  ['changed a row', 'POST /login', reply(422), changed('sessions')],
  ['sends people to', 'POST /login', to('https://evil.example/'), []],
  ['sends people to', 'POST /login', to('//evil.example'), []],
  ['a page as application/json', 'GET /account', reply(200, '{}', { 'content-type': 'application/json' }), []],
  ['not whole', 'GET /account', reply(200, whole().slice(0, -1)), []],
  ['as markup', 'GET /account', reply(200, whole('<script>alert(1)</script>')), []],
  ['as markup', 'GET /account', reply(200, whole('<b onclick="x">')), []],
])('the verdict on a page finds “%s” (%s)', (fault, name, given, changes) => {
  expect(judge(shotTo(name), given, changes)).toContain(fault)
})

it.each<[string, FuzzReply, RowChange[]]>([
  ['POST /account/profile', to('/account'), changed('accounts')],
  ['POST /logout', to('/login'), changed('sessions')],
  ['POST /login', reply(422), changed('audit_events')],
  ['GET /account', reply(400, '', { 'content-type': '', 'x-request-id': '' }), []],
  ['GET /icon.svg', reply(200, '<svg/>', { 'content-type': 'image/svg+xml' }), []],
])('the verdict on a page lets pass what is in order (%s)', (name, given, changes) => {
  expect(judge(shotTo(name), given, changes)).toBeNull()
})

it('who proves to be the owner has done so, also where the rest is refused', () => {
  const shot = shotTo('POST /account/email', 'email=a&confirmPassword=b')
  expect(judge(shot, reply(422), changed('sessions'))).toBeNull()
  expect(judge(shot, reply(422), changed('accounts'))).toContain('changed a row')
})
