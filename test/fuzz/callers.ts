import { kinds, type Somebody, type Target, type Words } from './kinds-of-callers.ts'
import type { Caller } from './requests.ts'
import { known } from './values.ts'

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
