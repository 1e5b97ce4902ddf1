import { randomBytes, randomUUID } from 'node:crypto'
import { mac, verifyMac } from '../../platform/crypto/mac.ts'
import type { Reader, Tx } from '../../platform/db/db.ts'
import * as queries from './queries.ts'

/** What a link lets its holder do; a link of one purpose opens nothing of another. */
export type LinkPurpose =
  | 'first-admin'
  | 'set-password'
  | 'recovery'
  | 'sign-up'
  | 'verify-email'
  | 'change-email'
  | 'undo-email'
  | 'not-me'
  | 'sign-in'

/** A link that works: `bound` are the values it depends on, which whoever spends it compares with what is true now. */
export type Link = {
  readonly id: string
  readonly accountId: string | null
  readonly bound: Readonly<Record<string, string>>
  readonly createdAt: Date
}

type NewLink = {
  readonly purpose: LinkPurpose
  readonly accountId: string | null
  readonly bound?: Readonly<Record<string, string>>
  readonly now: Date
  /** Seconds; null works until used. */
  readonly life: number | null
}

// Nothing usable is stored: the token is made again from the row and a key, so each request for a living link gets the same one.
const tokenOf = (key: Buffer, { id, purpose, nonce }: Pick<queries.LinkRow, 'id' | 'purpose' | 'nonce'>) =>
  `${id.replaceAll('-', '')}${mac(key, [purpose, id, nonce.toString('hex')])}`

const idOf = (token: string): string | null => {
  const hex = /^([0-9a-f]{32})[\w-]{43}$/.exec(token)?.[1]
  return hex ? hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-') : null
}

const fits = (key: Buffer, row: queries.LinkRow, token: string) =>
  verifyMac(key, [row.purpose, row.id, row.nonce.toString('hex')], token.slice(32))

const linkOf = (row: queries.LinkRow): Link => ({
  id: row.id,
  accountId: row.account_id,
  bound: row.bound as Record<string, string>,
  createdAt: row.created_at,
})

async function insertLink(tx: Tx, { purpose, accountId, bound = {}, now, life }: NewLink) {
  const row = { id: randomUUID(), purpose, nonce: randomBytes(16) }
  const expiresAt = life === null ? null : new Date(now.getTime() + life * 1000)
  await queries.insertLink(tx, { ...row, accountId, bound: { ...bound }, createdAt: now, expiresAt })
  return row
}

const makeLink = async (tx: Tx, key: Buffer, wanted: NewLink): Promise<string> =>
  tokenOf(key, await insertLink(tx, wanted))

/** The number of a new link beside those that there are, for a mail that hands it over later. */
export const addLink = async (tx: Tx, wanted: NewLink): Promise<string> => (await insertLink(tx, wanted)).id

/** The token of the living link for this purpose and account; makes one where there is none. */
export async function offerLink(tx: Tx, key: Buffer, wanted: NewLink): Promise<string> {
  const living = await queries.findLivingLink(tx, wanted)
  return living ? tokenOf(key, living) : makeLink(tx, key, wanted)
}

/** The token of a new link for this purpose and account; those before it end. Of two made at once the later one works. */
export async function replaceLink(tx: Tx, key: Buffer, wanted: NewLink): Promise<string> {
  await queries.lockLinks(tx, wanted)
  await queries.endLinks(tx, wanted)
  return makeLink(tx, key, wanted)
}

/** The link of a token while it works, without spending it; null for whatever is wrong with it, all alike. */
export async function findLink(
  db: Reader,
  key: Buffer,
  { purpose, token, now }: { purpose: LinkPurpose; token: string; now: Date },
): Promise<Link | null> {
  const id = idOf(token)
  const row = id === null ? undefined : await queries.findLink(db, id)
  if (!row || row.purpose !== purpose || row.used_at || (row.expires_at && row.expires_at <= now)) return null
  return fits(key, row, token) ? linkOf(row) : null
}

/**
 * Makes a link that nobody has spent work until another moment, also where it had run out meanwhile: whoever hands it over
 * late hands over no dead one. Returns it with its token; null where it is spent or gone.
 */
export async function prolongLink(
  tx: Tx,
  key: Buffer,
  wanted: { purpose: LinkPurpose; id: string; expiresAt: Date },
): Promise<{ readonly link: Link; readonly token: string } | null> {
  const row = await queries.prolongLink(tx, wanted)
  return row ? { link: linkOf(row), token: tokenOf(key, row) } : null
}

/** Spends a link: of many at once one gets it, the others null. */
export async function spendLink(
  tx: Tx,
  key: Buffer,
  wanted: { purpose: LinkPurpose; token: string; now: Date },
): Promise<Link | null> {
  const link = await findLink(tx, key, wanted)
  return link && (await queries.useLink(tx, link.id, wanted.now)) ? link : null
}

/** Ends all living links of one purpose and account. */
export async function endLinks(
  tx: Tx,
  link: { purpose: LinkPurpose; accountId: string | null; now: Date },
): Promise<void> {
  await queries.endLinks(tx, link)
}

/** Ends all living links that set a password for an account, handed over by whomever. */
export async function endPasswordLinks(tx: Tx, { accountId, now }: { accountId: string; now: Date }): Promise<void> {
  await queries.endLinks(tx, { purpose: 'set-password', accountId, now })
  await queries.endLinks(tx, { purpose: 'recovery', accountId, now })
}

/**
 * Ends all living links of an account that were made since a moment, whatever they are for: whoever got hold of an account may
 * have had some sent to themselves.
 */
export async function endLinksSince(
  tx: Tx,
  { accountId, since, now }: { accountId: string; since: Date; now: Date },
): Promise<void> {
  await queries.endLinksSince(tx, { accountId, since, now })
}

/** How many links of one purpose an account got since a moment, spent ones too. */
export const countLinks = async (
  db: Reader,
  wanted: { purpose: LinkPurpose; accountId: string; since: Date },
): Promise<number> => Number((await queries.countLinks(db, wanted)).count)

/** Whether nobody has spent a link, and it has not run out. */
export const isLinkLiving = async (db: Reader, id: string, now: Date): Promise<boolean> => {
  const row = await queries.findLink(db, id)
  return row !== undefined && row.used_at === null && (row.expires_at === null || row.expires_at > now)
}
