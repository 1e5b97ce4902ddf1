import type { Value } from '../db/fill.ts'
import type { Random } from './random.ts'

/** Somebody signed in: when, from where, with what. */
export type Visit = {
  readonly at: Date
  readonly ip: string
  readonly userAgent: string
  /** The number of the browser, a UUID. */
  readonly deviceId: string
  /** Whether they stay signed in. */
  readonly kept: boolean
  readonly requestId: string
}

/** A made-up person, the same to every feature that makes something up about them. */
export type SeedPerson = {
  /** The number of the account. */
  readonly id: string
  readonly firstName: string
  readonly lastName: string
  readonly username: string
  readonly email: string
  /** Oldest first; the first is the registration. */
  readonly visits: readonly [Visit, ...Visit[]]
  /** Null: without a password, so that nobody can sign in. */
  readonly passwordHash: string | null
  /** When all of it is made: nothing lies later. */
  readonly now: Date
  /** Random numbers for a purpose of one's own. */
  random(purpose: string): Random
}

/** A table that is filled: its columns, and the rows of one person. `numbers` are those that `numbered` asked for. */
export type SeedTable = {
  readonly table: string
  readonly columns: readonly string[]
  rows(person: SeedPerson, numbers: readonly string[]): readonly (readonly Value[])[]
}

/** What a feature makes up about people; tables in the order in which they are filled. */
export type Seeds = {
  readonly tables: readonly SeedTable[]
  /** Where its rows have numbers of a sequence: of which table, and how many a person takes. */
  readonly numbered?: { readonly table: string; count(person: SeedPerson): number }
}
