import type { Tx } from '../../../platform/db/db.ts'
import type { Job, JobContext } from '../../../platform/jobs/job.ts'
import { queueMail } from '../../../platform/mail/queue-mail.ts'
import { type Account, findAccount, holdAccount } from '../../accounts/index.ts'
import type { Keys } from '../../keys/index.ts'
import { claimLink, claimNotice } from '../../lockout/index.ts'
import { tellOwner } from '../tell-owner.ts'
import { lockNoticeMail, signInLinkMail } from './mails.ts'
import { isOpen, makeSignInLink } from './sign-in-link.ts'

type Deps = { readonly keys: Pick<Keys, 'one-time-link'> }
type Payload = { readonly accountId: string; readonly event: string; readonly isProved: boolean }
type Telling = Payload & { readonly key: Buffer; readonly account: Account; readonly now: Date }

async function sendLink(tx: Tx, { key, account, event, now }: Telling): Promise<void> {
  const link = await makeSignInLink(tx, { key, account, now })
  if (link !== null) await queueMail(tx, { kind: signInLinkMail, accountId: account.id, about: { event, link }, now })
}

async function tell(tx: Tx, telling: Telling): Promise<void> {
  const { accountId, event, isProved, now } = telling
  if (await claimNotice(tx, { accountId, now }))
    await queueMail(tx, { kind: lockNoticeMail, accountId, about: { event }, now })
  if (isProved && (await claimLink(tx, { accountId, now }))) await sendLink(tx, telling)
}

async function look({ keys }: Deps, { db, clock }: JobContext, payload: Payload): Promise<void> {
  const now = clock()
  const { accountId } = payload
  if (!(await findAccount(db, accountId))) return
  await db.transaction(async (tx) => {
    // Held before its lock, as by whoever ends one.
    const account = await holdAccount(tx, accountId)
    if (isOpen(account, now) && !account.awaitsOpening)
      await tell(tx, { ...payload, key: keys['one-time-link'], account, now })
  })
}

const textIn = (payload: unknown, name: string): string =>
  typeof payload === 'object' && payload !== null && name in payload
    ? String((payload as Record<string, unknown>)[name])
    : '0'

/**
 * Looks, after a try that did not get in, whether the account is locked: then the owner is told, once a day, and whoever had
 * the right password is sent a link to the owner's mailbox, once a lock.
 */
export const tellOwnerJob = (deps: Deps): Job => ({
  name: tellOwner,
  run: (context, payload) =>
    look(deps, context, {
      accountId: textIn(payload, 'accountId'),
      event: textIn(payload, 'event'),
      isProved: textIn(payload, 'proved') === 'yes',
    }),
})
