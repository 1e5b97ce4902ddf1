import type { PageShot } from './page-requests.ts'
import type { RowChange } from './row-watch.ts'
import type { FuzzReply } from './send.ts'
import { isParserReply, longestBody, passwordAttempt } from './verdict.ts'

// That somebody tried a password or a code is written down, whatever came of it.
const tryPasswords = [
  ...['POST /login', 'POST /account/security/password'],
  ...['POST /login/second-factor', 'POST /login/second-factor/backup-code', 'POST /login/second-factor/passkey'],
]

// Who proves to be the owner has done so, whatever comes of the rest: the session goes on under another token.
const ofProof = /^porchlight\.(audit_\w+|sessions|devices|throttle\w*)$/

// What comes after these is the door.
const leadToDoor = ['POST /logout', 'POST /recover/new-password']

// Neither pages nor asked for by people.
const isFile = (path: string) => /^\/(assets|health|metrics)\b|\.(css|svg|json)(\?|$)/.test(path)

function isRefused({ name, method }: PageShot, { status, headers }: FuzzReply): boolean {
  if (method === 'GET' || status === null || status >= 400) return true
  return /\/login(\?|$)/.test(headers.location ?? '') && !leadToDoor.includes(name)
}

function changeFault(shot: PageShot, reply: FuzzReply, changes: readonly RowChange[]): string | null {
  if (!isRefused(shot, reply)) return null
  const proves = shot.body?.includes('confirmPassword') === true
  const [first] = changes.filter(({ table }) => {
    if (proves) return !ofProof.test(table)
    return !(tryPasswords.includes(shot.name) && passwordAttempt.test(table))
  })
  return first ? `${first.operation} of ${first.table}: ${JSON.stringify(first.after ?? first.before)}` : null
}

const isWhole = (html: string) => html.startsWith('<!doctype html>') && html.endsWith('</html>')

function pageFault({ path }: PageShot, { status, headers, body }: FuzzReply, origin: string): string | null {
  const { location = '', 'content-type': type = '' } = headers
  if (location !== '' && new URL(location, origin).origin !== origin) return `it sends people to ${location}`
  if (status === null || (status >= 300 && status < 400)) return null
  if (status === 200 && 'content-disposition' in headers) return null
  if (!type.startsWith('text/html')) return status < 400 && isFile(path) ? null : `a page as ${type}`
  if (!isWhole(body)) return 'the page is not whole'
  return /<script(?![^>]* src=)|<[^>]+ (on\w+|style)=/.test(body) ? 'the page holds what was sent as markup' : null
}

/** What is wrong with the reply to a browser, in a sentence; null where nothing is. */
export const createPageVerdict =
  (origin: string) =>
  (shot: PageShot, reply: FuzzReply, changes: readonly RowChange[]): string | null => {
    const changed = changeFault(shot, reply, changes)
    if (changed) return `a refused request, or one that reads, changed a row: ${changed}`
    if (reply.status === null) return (shot.body?.length ?? 0) > longestBody ? null : 'no answer'
    if (reply.status >= 500) return `a failure of ours: ${reply.body}`
    return isParserReply(reply) ? null : pageFault(shot, reply, origin)
  }
