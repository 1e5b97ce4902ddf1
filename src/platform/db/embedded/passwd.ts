import { readFileSync } from 'node:fs'

/** A person the system knows. */
export type SystemUser = { readonly name: string; readonly uid: number; readonly gid: number }

/** Every entry of /etc/passwd; none where there is no such file. */
export function listSystemUsers(file = '/etc/passwd'): SystemUser[] {
  return readPasswd(file)
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 4 && /^\d+$/.test(fields[2] ?? '') && /^\d+$/.test(fields[3] ?? ''))
    .map(([name, , uid, gid]) => ({ name: name ?? '', uid: Number(uid), gid: Number(gid) }))
}

/** The name of a user, or the number where the system has no name for it. */
export function nameUser(uid: number): string {
  return listSystemUsers().find((user) => user.uid === uid)?.name ?? String(uid)
}

function readPasswd(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
