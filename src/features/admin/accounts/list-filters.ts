import type { AccountsWanted } from '../../accounts/index.ts'

/** What narrows and orders a list, as its page offers it. */
export const choices = {
  role: ['member', 'moderator', 'admin'],
  status: ['active', 'suspended', 'restricted', 'quarantined', 'leaving'],
  factor: ['none', 'app', 'passkey'],
  sort: ['last-seen', 'joined'],
} as const

/** What an address asks for. One that somebody has mistyped lists everybody rather than nothing. */
export function wantedOf(query: Readonly<Record<string, unknown>>): AccountsWanted {
  const chosen = <T extends string>(name: string, offered: readonly T[]) => offered.find((one) => one === query[name])
  return {
    query: typeof query.query === 'string' ? query.query.slice(0, 254) : undefined,
    role: chosen('role', choices.role),
    status: chosen('status', choices.status),
    factor: chosen('factor', choices.factor),
    sort: chosen('sort', choices.sort),
    cursor: query.cursor === undefined ? undefined : String(query.cursor),
  }
}
