import type { Language, Locale } from '../texts/locale.ts'

export type Role = 'member' | 'moderator' | 'admin'

/** Whose account it is, as it says at this moment. */
type Owner = {
  readonly accountId: string
  readonly username: string
  readonly displayName: string
  readonly role: Role
  readonly language: Language | null
  readonly timeZone: string | null
  /** The kinds of second factors that the person has. */
  readonly factors: readonly string[]
  /** Since when one is asked of the person; null while none is. */
  readonly twoFactorDueFrom: Date | null
}

/** The person themselves, signed in with a browser, as the session row says at this moment. */
export type SessionCaller = Owner & {
  readonly via: 'session'
  readonly sessionId: string
  readonly authenticatedAt: Date
}

/** A program that the person gave an access token to: it may do what the scopes name, and is never a proof of who asks. */
export type TokenCaller = Owner & {
  readonly via: 'token'
  readonly tokenId: string
  readonly scopes: readonly string[]
}

/** Who a request comes from. */
export type Caller = SessionCaller | TokenCaller

/** Who asks, from where, when and in which language. The first thing each operation is told after its transaction. */
export type Scope = {
  /** Null: nobody is signed in, or a command from the shell asks. */
  readonly caller: Caller | null
  readonly requestId: string
  /** Canonical address of the peer; null for commands. */
  readonly ip: string | null
  readonly userAgent: string | null
  readonly locale: Locale
  readonly timeZone: string
  /** When the request began; every time an operation writes or compares is this one. */
  readonly now: Date
  /** Aborts when whoever asks hangs up before the answer; absent for commands. */
  readonly gone?: () => AbortSignal
}

/** A scope with a person who is signed in: behind `access: 'signed-in'` and above. */
export type SignedInScope = Scope & { readonly caller: SessionCaller }

/** A scope with a person or a program of theirs: behind a route that says which scope of a token opens it. */
export type OwnerScope = Scope & { readonly caller: Caller }
