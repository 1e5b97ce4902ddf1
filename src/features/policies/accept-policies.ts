import type { Reader, Tx } from '../../platform/db/db.ts'
import type { Scope } from '../../platform/scope/scope.ts'
import { type Locale, languages } from '../../platform/texts/locale.ts'
import { appendEvent } from '../audit/index.ts'
import { type About, type PolicyName, policyNames, policyText, versionOf } from './policy-text.ts'
import * as queries from './queries.ts'

const current = (policy: PolicyName, locale: Locale, about: About): queries.Version => ({
  policy,
  language: locale,
  textHash: versionOf(policyText(policy, locale, about)),
})

/** Notes since when the present texts are shown, in every language; what is noted already keeps its date. */
export async function recordVersions(tx: Tx, now: Date, about: About): Promise<void> {
  for (const policy of policyNames)
    for (const language of languages) await queries.insertVersion(tx, current(policy, language, about), now)
}

async function recordedIds(tx: Tx, versions: readonly queries.Version[], now: Date): Promise<string[]> {
  const recorded = await queries.findVersionIds(tx, versions)
  if (recorded.length === versions.length) return recorded
  // The site's name or a text has changed since the server last noted it: another server was started in between.
  for (const version of versions) await queries.insertVersion(tx, version, now)
  return queries.findVersionIds(tx, versions)
}

/** Notes that an account accepted the present terms and privacy policy, in the language in which the person saw them. */
export async function acceptPolicies(
  tx: Tx,
  scope: Scope,
  { accountId, about }: { accountId: string; about: About },
): Promise<void> {
  const versions = policyNames.map((policy) => current(policy, scope.locale, about))
  const versionIds = await recordedIds(tx, versions, scope.now)
  await queries.insertConsents(tx, { accountId, versionIds, now: scope.now, ip: scope.ip })
  await appendEvent(tx, scope, { action: 'terms.accepted', subjectId: accountId, actorId: accountId })
}

/** Whether an account has accepted any version of the terms at this moment or later. */
export const hasAcceptedSince = async (db: Reader, accountId: string, since: Date): Promise<boolean> =>
  (await queries.findConsentSince(db, { accountId, since })) !== undefined
