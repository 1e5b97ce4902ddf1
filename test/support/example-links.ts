import { randomUUID } from 'node:crypto'
import { findAccountByEmail } from '../../src/features/accounts/index.ts'
import { askForEmail } from '../../src/features/email-verification/changes/ask-for-email.ts'
import { exampleTokens } from '../../src/features/email-verification/examples.ts'
import { offerProofLink } from '../../src/features/email-verification/proofs/proof-link.ts'
import { loadKeys } from '../../src/features/keys/index.ts'
import { addLink, type LinkPurpose, prolongLink } from '../../src/features/links/index.ts'
import { exampleToken, makeRecoveryLink } from '../../src/features/recovery/index.ts'
import { beginSignUp } from '../../src/features/sign-up/pending/begin-sign-up.ts'
import { exampleSignUpToken } from '../../src/features/sign-up/pending/examples.ts'
import { createMailer } from '../../src/platform/mail/mailer.ts'
import type { SignedInScope } from '../../src/platform/scope/scope.ts'
import { type TestServer, testSecret } from './server.ts'

const shell = { caller: null, requestId: 'a-test', ip: null, userAgent: null, locale: 'en', timeZone: 'UTC' } as const

/** Makes what the mailed links of the examples are about, and tells which token that works stands behind each of theirs. */
export async function makeExampleLinks({ database, now: clock }: TestServer): Promise<ReadonlyMap<string, string>> {
  const { db, owner } = database
  const now = clock()
  const keys = await loadKeys(db, [testSecret])
  const key = keys['one-time-link']
  const scope = { ...shell, now }
  const ofPerson = async (name: string) => {
    const account = await findAccountByEmail(db, `${name}@example.org`)
    if (!account) throw new Error(`${name} is not there`)
    return account
  }
  const [kev, ada, mina] = await Promise.all(['kev', 'ada', 'mina'].map(ofPerson))
  if (!kev || !ada || !mina) throw new Error('not made')

  const asking = { ...scope, caller: { accountId: kev.id, sessionId: randomUUID() } } as unknown as SignedInScope
  const config = { emailVerification: 'before-sign-in' } as const
  await askForEmail({ db, config, mailer: createMailer(false) }, asking, { email: 'kev-elsewhere@example.org' })
  const profile = { firstName: 'Nora', lastName: 'Lee', username: 'nora', email: 'nora@example.org' }
  const nora = { profile, passwordHash: 'none', browserToken: randomUUID(), keys }
  await db.transaction((tx) => beginSignUp(tx, scope, nora))
  const change = randomUUID()
  const undoing = { purpose: 'undo-email', accountId: ada.id, bound: { change }, now, life: 86_400 } as const
  const undo = await db.transaction((tx) => addLink(tx, undoing))
  await owner.query(
    `insert into porchlight.email_changes (id, account_id, email, former_email, former_verified_at, link_id, asked_at, changed_at, expires_at)
     values ($1, $2, 'ada@example.org', 'ada-before@example.org', now(), $3, now(), now(), now() + interval '1 week')`,
    [change, ada.id, undo],
  )
  const byHand = await db.transaction((tx) => makeRecoveryLink(tx, scope, { accountId: kev.id, key }))
  const proof = await db.transaction((tx) => offerProofLink(tx, key, { account: mina, now }))

  const tokenOf = async (purpose: LinkPurpose, id: string) => {
    const expiresAt = new Date(now.getTime() + 86_400_000)
    return (await db.transaction((tx) => prolongLink(tx, key, { purpose, id, expiresAt })))?.token ?? ''
  }
  const linkIn = async (table: string, email: string) =>
    (await owner.query(`select link_id from porchlight.${table} where email = $1`, [email])).rows[0].link_id as string
  return new Map([
    [exampleToken, byHand.token],
    [exampleSignUpToken, await tokenOf('sign-up', await linkIn('pending_sign_ups', 'nora@example.org'))],
    [exampleTokens.proof, await tokenOf('verify-email', proof?.id ?? '')],
    [exampleTokens.change, await tokenOf('change-email', await linkIn('email_changes', 'kev-elsewhere@example.org'))],
    [exampleTokens.undo, await tokenOf('undo-email', undo)],
  ])
}
