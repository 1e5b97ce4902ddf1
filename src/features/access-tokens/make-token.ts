import { randomUUID } from 'node:crypto'
import type { Tx } from '../../platform/db/db.ts'
import { AppError, InputInvalid, type Issue } from '../../platform/errors/app-error.ts'
import type { SignedInScope } from '../../platform/scope/scope.ts'
import { findTextFault, holdAccount, oneLine } from '../accounts/index.ts'
import { appendEvent } from '../audit/index.ts'
import { isStillSession } from '../sessions/index.ts'
import { fieldIssue, tooManyTokens } from './errors.ts'
import type { ListedToken } from './list-tokens.ts'
import * as queries from './queries.ts'
import type { MakeTokenBody } from './schema.ts'
import { readScopes, type TokenScope } from './scopes.ts'
import { hashToken, makeToken } from './token.ts'

/** How many living tokens an account can have; more than a person tells apart. */
const mostTokens = 25

/** In days. */
const longestLife = 366

const longestName = 60
const day = 86_400_000

/** A new token, whose text is nowhere else and cannot be shown again. */
export type MadeToken = ListedToken & { readonly token: string }

type Wanted = { readonly name: string; readonly scopes: readonly TokenScope[]; readonly days: number }

function nameIssues(name: string): Issue[] {
  if (name === '') return [fieldIssue('name', 'missing', (t) => t.nameMissing())]
  const fault = findTextFault(name, longestName)
  if (fault === 'too-long') return [fieldIssue('name', fault, (t) => t.nameTooLong({ most: longestName }))]
  return fault ? [fieldIssue('name', fault, (t) => t.nameUnreadable())] : []
}

function scopeIssues(wanted: readonly string[]): Issue[] {
  if (wanted.length === 0) return [fieldIssue('scopes', 'missing', (t) => t.scopesMissing())]
  return readScopes(wanted) === null ? [fieldIssue('scopes', 'unknown', (t) => t.scopesUnknown())] : []
}

const daysIssues = (days: number): Issue[] =>
  Number.isInteger(days) && days >= 1 && days <= longestLife
    ? []
    : [fieldIssue('expiresInDays', 'days-out-of-range', (t) => t.daysOutOfRange({ most: longestLife }))]

function readWanted(input: MakeTokenBody): Wanted {
  const name = oneLine(input.name)
  const issues = [...nameIssues(name), ...scopeIssues(input.scopes), ...daysIssues(input.expiresInDays)]
  if (issues.length > 0) throw new InputInvalid(issues)
  return { name, scopes: readScopes(input.scopes) ?? [], days: input.expiresInDays }
}

// Whoever ends the access to an account holds it too: a token is made before that, and ends with the rest, or not at all.
async function requireRoom(tx: Tx, { caller, now }: SignedInScope, name: string): Promise<void> {
  const { accountId } = caller
  await holdAccount(tx, accountId)
  if (!(await isStillSession(tx, caller))) throw new AppError(401, 'not-signed-in')
  if (await queries.findByName(tx, { accountId, name, now }))
    throw new InputInvalid([fieldIssue('name', 'name-used', (t) => t.nameUsed())])
  const { count } = await queries.countLiving(tx, { accountId, now })
  if (count >= mostTokens) throw tooManyTokens(mostTokens)
  await queries.deleteRunOut(tx, { accountId, name, now })
}

/**
 * Makes a token for a program of the caller's, to be shown once. Throws InputInvalid, AppError 401 where the session ended
 * meanwhile, 409 where there are too many.
 */
export async function makeAccessToken(tx: Tx, scope: SignedInScope, input: MakeTokenBody): Promise<MadeToken> {
  const { name, scopes, days } = readWanted(input)
  await requireRoom(tx, scope, name)
  const { accountId } = scope.caller
  const token = makeToken()
  const tokenHash = hashToken(token)
  if (!tokenHash) throw new Error('a new token is not spelled like one')
  const made = { id: randomUUID(), name, scopes, createdAt: scope.now, lastUsedAt: null }
  const expiresAt = new Date(scope.now.getTime() + days * day)
  await queries.insertToken(tx, {
    ...{ id: made.id, token_hash: tokenHash, account_id: accountId, kind: 'program', name },
    ...{ scopes: [...scopes], created_at: scope.now, expires_at: expiresAt },
  })
  const told = (field: string, value: string) => ({ field, old: null, new: value })
  const changes = [
    told('tokenName', name),
    told('scopes', scopes.join(' ')),
    told('expiresAt', expiresAt.toISOString()),
  ]
  await appendEvent(tx, scope, { action: 'access-token.made', subjectId: accountId, changes })
  return { ...made, expiresAt, token }
}
