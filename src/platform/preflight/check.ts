import type { Db } from '../db/db.ts'
import type { Connection } from '../db/pool.ts'
import type { Web } from './web.ts'

/** `warned`: people can be let in, and the owner should know. `unknown`: it could not be looked at. */
export type State = 'passed' | 'failed' | 'warned' | 'unknown'

export type Outcome = {
  readonly state: State
  /** What was seen, with its figures; never a mere word of approval, never a secret. */
  readonly evidence: string
  /** What to do about it, for whatever did not pass. */
  readonly mend?: string
}

/** What a check can look at. */
export type Sight<Config> = {
  readonly config: Config
  /** Throws CannotSee where no server answers. */
  web(): Web
  /** As the application's role. Throws CannotSee where there is no database to reach. */
  database(): { readonly db: Db; readonly connection: Connection }
  now(): Date
}

/** One thing that must be true before people are let in. */
export type Check<Config> = {
  /** The item of the owner's list that it speaks for, such as `critical.01`; several checks may speak for one. */
  readonly id: string
  /** Of this check alone. */
  readonly name: string
  /** What is true when it passes. */
  readonly title: string
  run(sight: Sight<Config>): Promise<Outcome>
}

/** A thing that a check needs is out of reach; the message says why, as a sentence. */
export class CannotSee extends Error {
  override name = 'CannotSee'
}

export const passed = (evidence: string): Outcome => ({ state: 'passed', evidence })
export const failed = (evidence: string, mend: string): Outcome => ({ state: 'failed', evidence, mend })
export const warned = (evidence: string, mend: string): Outcome => ({ state: 'warned', evidence, mend })
export const unknown = (evidence: string, mend?: string): Outcome => ({
  state: 'unknown',
  evidence,
  ...(mend === undefined ? {} : { mend }),
})
