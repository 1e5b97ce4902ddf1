import { spawnSync } from 'node:child_process'
import { bareEnvironment } from './bare-environment.ts'

/** Whether another user can read or run these files and enter these folders: only that user's own try knows about every rule. */
export function canReach(user: { uid: number; gid: number }, ...paths: string[]): boolean {
  const script = 'for path do test -x "$path" || test -f "$path" -a -r "$path" || exit 1; done'
  return (
    spawnSync('/bin/sh', ['-c', script, 'sh', ...paths], {
      env: bareEnvironment(),
      cwd: '/',
      uid: user.uid,
      gid: user.gid,
    }).status === 0
  )
}
