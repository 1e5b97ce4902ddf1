import fc from 'fast-check'
import { formBodiesOf } from './form-bodies.ts'
import type { Control } from './markup.ts'
import { oddHeaders, strangeCookies } from './oddities.ts'
import type { PageRoute } from './pages.ts'
import { type Caller, callers, encoded, type Shot } from './requests.ts'
import { anyText, known } from './values.ts'

/** A request that a browser may send, or somebody who is none. */
export type PageShot = Shot & { readonly route: PageRoute }

type Headers = Shot['headers']

const oddSegments = ['%zz', '%', '%00', '..', '.', '%2e%2e', '%2f', '%ff', ';', '', '0', '-1', '9'.repeat(30), 'x']

/** Mostly as it is; else with something else in place of what is somebody's, or with more behind it. */
function pathsOf(path: string): fc.Arbitrary<{ readonly path: string; readonly leads: boolean }> {
  const odd = fc.oneof(fc.constantFrom(...oddSegments), anyText.map(encoded))
  const words = [known.account, known.session, known.username].filter((word) => path.includes(word))
  const other = words.map((word) => odd.map((segment) => ({ path: path.replace(word, () => segment), leads: false })))
  const more = fc
    .constantFrom('/', '//', '/..', '/x', '%2f', ';a=b')
    .map((tail) => ({ path: path + tail, leads: false }))
  return fc.oneof(
    { weight: 14, arbitrary: fc.constant({ path, leads: true }) },
    ...other.map((arbitrary) => ({ weight: 3, arbitrary })),
    { weight: 1, arbitrary: more },
  )
}

const targets = [
  '/account',
  'https://evil.example/',
  '//evil.example',
  '/\\evil.example',
  '\tjavascript:1',
  '/%0d%0ax: y',
]
const oddQueries = ['%zz=1', '=', '&&', '?', '[]=1', 'a[]=1&a[b]=2', '%00', '%ed%a0%80=1', `q=${'x'.repeat(3_000)}`]

function queriesOf(asks: readonly string[]): fc.Arbitrary<string> {
  const values = fc.oneof(anyText.map(encoded), fc.constantFrom(...targets.map(encodeURIComponent), '%zz', '%00'))
  const names = fc.constantFrom(...asks, 'return_to', 'token', 'cursor', 'query', 'limit', 'sort', '__proto__')
  const asked = fc
    .tuple(names, fc.constantFrom('', '[]', '[a]'), values)
    .map(([name, more, value]) => `${name + more}=${value}`)
  const one = fc.oneof({ weight: 6, arbitrary: asked }, { weight: 1, arbitrary: fc.constantFrom(...oddQueries) })
  return fc.array(one, { minLength: 1, maxLength: 4 }).map((parts) => `?${parts.join('&')}`)
}

const formType = 'application/x-www-form-urlencoded'

const types = fc.oneof(
  { weight: 12, arbitrary: fc.constant(formType) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      ...[
        `${formType}; charset=utf-8`,
        `${formType}; charset=utf-16`,
        formType.toUpperCase(),
        `${formType}, text/plain`,
      ],
      ...[
        'multipart/form-data; boundary=x',
        'multipart/form-data',
        'application/json',
        'text/plain',
        'text/html',
        '',
        '/',
      ],
    ),
  },
)

/** Where a form says that it is from: mostly our own page, else another site, nowhere, or a browser that says less. */
const origins = fc.oneof(
  { weight: 12, arbitrary: fc.constant<Headers>([['sec-fetch-site', 'same-origin']]) },
  {
    weight: 2,
    arbitrary: fc.constantFrom<Headers>(
      [],
      [['origin', 'null']],
      [['origin', 'https://evil.example']],
      [['origin', known.origin]],
      [['origin', `${known.origin}.evil.example`]],
      [['sec-fetch-site', 'cross-site']],
      [['sec-fetch-site', 'none']],
      [
        ['sec-fetch-site', 'cross-site'],
        ['origin', known.origin],
      ],
    ),
  },
)

const extras = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Headers>([]) },
  { weight: 1, arbitrary: fc.array(oddHeaders, { minLength: 1, maxLength: 2 }) },
)

/** Whose page it is sends most of what is sent to it. */
function callersOf(path: string): fc.Arbitrary<Caller> {
  const own: Record<string, Caller> = {
    '/admin': 'admin',
    '/account': 'member',
    '/login/': 'midway',
    '/recover/new-password': 'invited',
  }
  const [, caller] = Object.entries(own).find(([start]) => path.startsWith(start)) ?? []
  const anybody = fc.constantFrom(...callers)
  return caller ? fc.oneof({ weight: 5, arbitrary: fc.constant(caller) }, { weight: 1, arbitrary: anybody }) : anybody
}

/** A form that showed itself to nobody may have no fields, or some of those that others have. */
const unseen = (all: readonly Control[]): fc.Arbitrary<readonly Control[]> =>
  fc.oneof(fc.constant<readonly Control[]>([]), fc.subarray([...all], { maxLength: 8 }))

function requestsOf(route: PageRoute, all: readonly Control[]): fc.Arbitrary<PageShot> {
  const { method, path, asks, forms } = route
  const controls = forms.length > 0 ? fc.constantFrom(...forms) : unseen(all)
  const body = method === 'POST' ? fc.tuple(types, origins, controls.chain(formBodiesOf)) : fc.constant(null)
  const query = fc.oneof(
    { weight: method === 'POST' ? 6 : 1, arbitrary: fc.constant('') },
    { weight: 2, arbitrary: queriesOf(asks) },
  )
  return fc
    .tuple(pathsOf(path), query, body, extras, callersOf(path), fc.tuple(strangeCookies, strangeCookies))
    .map(([{ path: way, leads }, asked, sent, more, as, cookies]) => ({
      ...{ route, method, leads, as, cookies, name: `${method} ${path}`, path: way + asked, body: sent?.[2] ?? null },
      headers: [['accept', 'text/html'], ...(sent ? [['content-type', sent[0]] as const, ...sent[1]] : []), ...more],
    }))
}

/** Requests to every page, those that post more often than those that are only looked at. */
export function pageRequestsTo(routes: readonly PageRoute[]): fc.Arbitrary<PageShot> {
  const controls = routes.flatMap(({ forms }) => forms.flat())
  const all = [...new Map(controls.map((control) => [control.name, control])).values()]
  return fc.oneof(
    ...routes.map((route) => ({ weight: route.method === 'POST' ? 3 : 1, arbitrary: requestsOf(route, all) })),
  )
}
