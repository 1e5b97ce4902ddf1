import { statfs } from 'node:fs/promises'
import type { OverviewDeps } from './deps.ts'

/** A file system, in bytes; `free` is what an ordinary user may still write. */
export type Disk = { readonly free: number; readonly size: number }

/** The disk that the embedded database lies on; null where the database is elsewhere or the system does not tell. */
export async function findDisk({ databaseUrl, dataDir }: OverviewDeps['config']): Promise<Disk | null> {
  if (databaseUrl !== null) return null
  try {
    const { bavail, blocks, bsize } = await statfs(dataDir)
    return { free: bavail * bsize, size: blocks * bsize }
  } catch {
    return null
  }
}
