import type { Binaries } from './binaries.ts'
import type { RunAs } from './run-as.ts'

/** Everything that stays the same while one supervisor keeps one PostgreSQL. */
export type Site = {
  /** Absolute, without symbolic links. */
  readonly dataDir: string
  /** PostgreSQL's own data, inside the data directory. */
  readonly pgDir: string
  /** The directory of PostgreSQL's socket, by a path short enough for a socket's address. */
  readonly host: string
  readonly binaries: Binaries
  readonly runAs: RunAs
  /** False only in tests: a power cut then loses data. */
  readonly fsync: boolean
}
