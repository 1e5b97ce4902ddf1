import { sqlState } from '../connection-errors.ts'
import type { Connection } from '../pool.ts'
import { ReplicaRefused } from '../session.ts'

/** As it is written in SQL. */
const quoted = (name: string) => (/^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`)

// A name that resolves to several addresses fails with all of their errors, and no message of its own.
const reasonOf = (error: unknown) => {
  const { message, code } = error as Error & { code?: string }
  return message.split('\n')[0] || code || 'no reason was given'
}

const remedies: Readonly<Record<string, (role: string, database: string) => string>> = {
  '28P01': (role) =>
    `Check role and password, or set them as a superuser: create role ${role} login password '…'; or alter role ${role} password '…';`,
  '28000': (role) =>
    `Let the role in by pg_hba.conf, and as a superuser run, if it is missing or may not sign in: create role ${role} login password '…'; or alter role ${role} login;`,
  '3D000': (_role, database) =>
    `As a superuser, run: create database ${database}; with the role of DATABASE_OWNER_URL as its owner.`,
  '42501': (role, database) =>
    `As the owner of the database or a superuser, run: grant connect on database ${database} to ${role};`,
  '53300': () => 'Set DATABASE_POOL_SIZE lower in what else connects to it, or max_connections of PostgreSQL higher.',
}

/** Why a connection was not made and what to do, as a sentence or two that begin with the setting. */
export function explainUnreached(error: unknown, setting: string, { user, database, route }: Connection): string {
  const remedy = remedies[sqlState(error) ?? '']
  if (remedy) return `${setting} does not open: ${reasonOf(error)}. ${remedy(quoted(user), quoted(database))}`
  if (error instanceof ReplicaRefused) {
    const what = route
      ? 'none of its hosts is one that takes writes'
      : 'its server is a replica, which takes no writes. Name the primary, or all of them with commas in between'
    return `${setting} leads to no database to work with: ${what}.`
  }
  return `${setting} leads to no database: ${reasonOf(error)}. Check the address, and that PostgreSQL runs.`
}
