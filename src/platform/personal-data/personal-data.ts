import type { Tx } from '../db/db.ts'

/** What a column holds about a person. `erasedBy`: what empties it when the person leaves; `exportedAs`: its name in the export, null where it is not the person's to take along. */
export type Claim =
  | 'nothing personal'
  | {
      readonly what: string
      readonly why: string
      readonly kept: string
      readonly exportedAs: string | null
      readonly erasedBy: string
    }

/** A feature's answer for each column of each table that it owns. */
export type PersonalData = {
  readonly feature: string
  readonly tables: Readonly<Record<string, Readonly<Record<string, Claim>>>>
  /** The same for what is kept outside the tables, by the name of the store and of what is in it. */
  readonly stores?: Readonly<Record<string, Readonly<Record<string, Claim>>>>
  /** Empties what no foreign key takes along with the account's row. Runs before that row goes. */
  readonly erase?: (tx: Tx, accountId: string) => Promise<void>
}
