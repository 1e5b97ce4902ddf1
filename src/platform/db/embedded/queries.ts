import type { Client } from 'pg'

/** Holds the file for as long as the connection lives: SQLite's lock, which the kernel frees at a kill. */
export const holdForLife = 'pragma locking_mode = exclusive; begin exclusive'

/** What the server says of itself, and what of our furniture it has. */
export type Furniture = {
  server_version: string
  fsync: boolean
  owner: boolean
  app: boolean
  database: boolean
}

/** Reads the server's version and which of the roles and the database exist. */
export async function getFurniture(client: Client): Promise<Furniture> {
  const { rows } = await client.query<Furniture>(`
    select current_setting('server_version') as server_version,
           current_setting('fsync')::boolean as fsync,
           exists (select from pg_roles where rolname = 'porchlight_owner') as owner,
           exists (select from pg_roles where rolname = 'porchlight') as app,
           exists (select from pg_database where datname = 'porchlight') as database`)
  return rows[0]!
}

/** Makes the role that owns the database and its tables. */
export async function createOwner(client: Client): Promise<void> {
  await client.query('create role porchlight_owner login')
}

/** Makes the role the application works as. */
export async function createApp(client: Client): Promise<void> {
  await client.query('create role porchlight login')
}

/** Makes the database. */
export async function createDatabase(client: Client): Promise<void> {
  await client.query('create database porchlight owner porchlight_owner strategy file_copy')
}

/** Whether the privileges in the database this connection is in are as they should be. */
export async function hasPrivileges(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ right: boolean }>(`
    select has_database_privilege('porchlight', 'porchlight', 'connect')
       and not has_database_privilege('public', 'porchlight', 'connect')
       and not has_database_privilege('public', 'porchlight', 'temporary')
       and not has_schema_privilege('public', 'public', 'create') as right`)
  return rows[0]!.right
}

/** Lets only the owner and the application in, and only the owner make tables. */
export async function setPrivileges(client: Client): Promise<void> {
  await client.query(`
    revoke all on database porchlight from public;
    grant connect on database porchlight to porchlight;
    revoke create on schema public from public`)
}
