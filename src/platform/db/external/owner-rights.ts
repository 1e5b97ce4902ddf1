import { OperatorError } from '../../errors/operator-error.ts'
import { type Connection, connect } from '../pool.ts'
import { readOwnerRights } from './queries.ts'

/** Refuses to migrate as a role that would fail on the way, with what to run as somebody who may. Throws OperatorError. */
export async function requireOwnerRights(owner: Connection): Promise<void> {
  const client = await connect(owner)
  try {
    const { user, database, createsSchemas, missing, otherOwner } = await readOwnerRights(client)
    if (otherOwner !== null)
      throw new OperatorError(
        `Migrations run as ${user}, and the tables of Porchlight belong to ${otherOwner}. Let DATABASE_OWNER_URL sign in as ${otherOwner}, or as a superuser run: grant ${otherOwner} to ${user};`,
      )
    if (missing.length > 0 && !createsSchemas)
      throw new OperatorError(
        `Migrations run as ${user}, who may make no schema in the database ${database}. As the owner of the database or a superuser, run: grant create on database ${database} to ${user};`,
      )
  } finally {
    await client.end()
  }
}
