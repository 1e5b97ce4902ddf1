/** What a token can be for. A route says which of them opens it, and a route that says nothing is closed to tokens. */
export const tokenScopes = ['account:read', 'account:write', 'activity:read'] as const
export type TokenScope = (typeof tokenScopes)[number]

const isScope = (text: string): text is TokenScope => tokenScopes.some((scope) => scope === text)

// A change answers with the whole account, so it is read by whoever may change it: that is said, not left to be found out.
const included: Partial<Record<TokenScope, TokenScope>> = { 'account:write': 'account:read' }

/** The scopes of a list with those that come along with them, each once, in the order of the house; null where one is unknown. */
export function readScopes(wanted: readonly string[]): readonly TokenScope[] | null {
  const known = wanted.filter(isScope)
  if (known.length < wanted.length) return null
  const all = new Set<TokenScope | undefined>([...known, ...known.map((scope) => included[scope])])
  return tokenScopes.filter((scope) => all.has(scope))
}
