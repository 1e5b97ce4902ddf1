import type { Language, Locale } from '../texts/locale.ts'

export type Role = 'member' | 'moderator' | 'admin'

/** The signed-in person a request comes from, as the session row and its account say at this moment. */
export type Caller = {
  readonly accountId: string
  readonly username: string
  readonly displayName: string
  readonly role: Role
  readonly language: Language | null
  readonly timeZone: string | null
  readonly sessionId: string
  readonly authenticatedAt: Date
}

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

/** A scope that certainly has a caller: behind `access: 'signed-in'` and above. */
export type SignedInScope = Scope & { readonly caller: Caller }
