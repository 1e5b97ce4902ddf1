import { spawnSync } from 'node:child_process'
import { chmodSync, lchownSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { OperatorError } from '../../errors/operator-error.ts'
import { bareEnvironment } from './bare-environment.ts'
import { listSystemUsers, nameUser, type SystemUser } from './passwd.ts'
import { canReach } from './reach.ts'

/** How initdb and postgres are started: words to put before the command, and a user to become. */
export type RunAs = { readonly prefix: readonly string[]; readonly uid?: number; readonly gid?: number }

type Place = { readonly dataDir: string; readonly pgDir: string; readonly postgres: string }

/**
 * Decides as whom PostgreSQL runs, which refuses root. As root a user namespace is best: PostgreSQL believes to be another,
 * files stay root's and folders only root can enter work. Throws OperatorError where no way is left.
 */
export function decideRunAs(place: Place): RunAs {
  const me = process.getuid?.() ?? -1
  const owner = statSync(place.pgDir, { throwIfNoEntry: false })
  if (me !== 0) return owner || isKnown(me) ? { prefix: [] } : renamed(me)
  const person = getServiceUser()
  if (!owner || owner.uid === 0) {
    const prefix = namespaceAs(person)
    if (works(prefix)) return { prefix }
  }
  return become(owner && owner.uid !== 0 ? { ...owner, name: nameUser(owner.uid) } : person, place)
}

/** Guards against PostgreSQL's files of another user, which it would refuse; throws OperatorError. */
export function requireOwnFiles(pgDir: string): void {
  const me = process.getuid?.() ?? -1
  const owner = statSync(pgDir, { throwIfNoEntry: false })?.uid
  if (me === 0 || owner === undefined || owner === me) return
  throw new OperatorError(
    `${pgDir} belongs to user ${nameUser(owner)} and not to user ${nameUser(me)}: start Porchlight as ${nameUser(owner)}, or give it away with chown -R ${me} ${pgDir}.`,
  )
}

/** initdb looks its user up by id; one without a name can only borrow a name in a user namespace. */
function renamed(uid: number): RunAs {
  const prefix = namespaceAs(getServiceUser())
  if (works(prefix)) return { prefix }
  throw new OperatorError(
    `PostgreSQL cannot be set up by a user without a name in /etc/passwd (id ${uid}): start Porchlight as a named user, in a container with --user node.`,
  )
}

function namespaceAs(user: SystemUser): string[] {
  return ['unshare', '--user', `--map-user=${user.uid}`, `--map-group=${user.gid}`, '--']
}

function works([program = '', ...args]: string[]): boolean {
  return spawnSync(program, [...args, '/bin/sh', '-c', ':'], { env: bareEnvironment(), stdio: 'ignore' }).status === 0
}

/** Where namespaces are refused: the files become that user's, and the data directory can be passed through. */
function become(user: SystemUser, { dataDir, pgDir, postgres }: Place): RunAs {
  chmodSync(dataDir, 0o711)
  if (!canReach(user, postgres, dataDir)) {
    throw new OperatorError(
      `PostgreSQL must not run as root, and user ${user.name}, as whom it would run, cannot reach both ${dataDir} and ${postgres}: move them to folders every user can enter (such as /srv), or start Porchlight as another user.`,
    )
  }
  const owner = statSync(pgDir, { throwIfNoEntry: false })
  if (owner && owner.uid !== user.uid) giveAway(pgDir, user)
  return { prefix: [], uid: user.uid, gid: user.gid }
}

function giveAway(path: string, user: SystemUser): void {
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const inside = join(path, entry.name)
    if (entry.isDirectory()) giveAway(inside, user)
    else lchownSync(inside, user.uid, user.gid)
  }
  lchownSync(path, user.uid, user.gid)
}

function getServiceUser(): SystemUser {
  const users = listSystemUsers()
  const user =
    users.find(({ name }) => name === 'postgres') ??
    users.find(({ name }) => name === 'nobody') ??
    users.find(({ uid }) => uid !== 0)
  if (user) return user
  throw new OperatorError(
    'PostgreSQL must not run as root and /etc/passwd names no other user: add one (such as postgres), or start Porchlight as another user.',
  )
}

function isKnown(uid: number): boolean {
  return listSystemUsers().some((user) => user.uid === uid) || process.platform === 'darwin'
}
