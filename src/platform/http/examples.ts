/**
 * Who sends the request of an example: nobody; Kev, a member who signed in just now; the same an hour later, when a
 * sensitive operation asks for the password again; Grace, the only admin, who has just taken another username; Dora, who
 * gave the right password and must now choose another; Tess, who did too and has not accepted the present terms;
 * Mina, who did too and has confirmed her address since; Iris, who has a passkey and signed in just now, and
 * the same when she has given the right password and is asked for it; Otto, who has an app, likewise; Eva, who
 * gave the right password and must set up an app.
 */
export type ExampleCaller =
  | 'stranger'
  | 'member'
  | 'member-an-hour-later'
  | 'admin'
  | 'password-due'
  | 'terms-due'
  | 'address-proved'
  | 'passkey-owner'
  | 'passkey-due'
  | 'code-owner'
  | 'code-due'
  | 'enrollment-due'

/** One request, as the reference shows it and a test sends it. */
type ExampleRequest = {
  readonly as: ExampleCaller
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

export type SuccessExample = ExampleRequest & {
  readonly status: number
  /** What comes back; without it, nothing does. Ids, times and figures differ at each run, the rest is compared. */
  readonly reply?: unknown
}

export type ErrorExample = ExampleRequest & {
  readonly status: number
  readonly code: string
  /** Only on a site that is set up in another way than that of the examples: a test of the feature shows it. */
  readonly elsewhere?: true
  /** When this happens, in one sentence of the reference. */
  readonly when: string
  /** The fields that are named, with the code beside each. */
  readonly errors?: readonly { readonly pointer: string; readonly code: string }[]
}

/** One example of success and one of each error of a route's own. Errors that any route can give are told once for all. */
export type Examples = { readonly success: SuccessExample; readonly errors?: readonly ErrorExample[] }

declare module 'fastify' {
  interface FastifySchema {
    /** Replayed by a test, shown in the reference. */
    examples?: Examples
  }
}
