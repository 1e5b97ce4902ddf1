/** One of the servers that an address names. */
export type Host = { readonly host: string; readonly port: number }

/** Which of several servers the next connection goes to: the last one that took writes, until it fails. */
export type Route = {
  readonly count: number
  current(): Host
  /** Says that a host did not work. When it was the current one, the next in turn is. */
  leave(host: Host): void
}

/** Begins with the first host. */
export function createRoute(hosts: readonly [Host, ...Host[]]): Route {
  let at = 0
  const current = () => hosts[at] ?? hosts[0]
  return {
    count: hosts.length,
    current,
    leave(host) {
      // Others who failed at the same host at the same time must not move it on once more.
      if (host === current()) at = (at + 1) % hosts.length
    },
  }
}
