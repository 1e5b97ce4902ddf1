import type { Reader, Tx } from '../../platform/db/db.ts'

export type Version = { policy: 'terms' | 'privacy'; language: string; textHash: Buffer }

export const insertVersion = (tx: Tx, { policy, language, textHash }: Version, now: Date) =>
  tx
    .insertInto('policy_versions')
    .values({ policy, language, text_hash: textHash, first_shown_at: now })
    .onConflict((conflict) => conflict.columns(['policy', 'language', 'text_hash']).doNothing())
    .execute()

export const findVersion = (db: Reader, { policy, language, textHash }: Version) =>
  db
    .selectFrom('policy_versions')
    .select(['id', 'first_shown_at'])
    .where('policy', '=', policy)
    .where('language', '=', language)
    .where('text_hash', '=', textHash)
    .executeTakeFirst()

export const findVersionIds = async (tx: Tx, versions: readonly Version[]): Promise<string[]> => {
  const rows = await tx
    .selectFrom('policy_versions')
    .select('id')
    .where((eb) =>
      eb.or(versions.map(({ policy, language, textHash }) => eb.and({ policy, language, text_hash: textHash }))),
    )
    .execute()
  return rows.map(({ id }) => id)
}

export const insertConsents = (
  tx: Tx,
  consent: { accountId: string; versionIds: readonly string[]; now: Date; ip: string | null },
) =>
  tx
    .insertInto('consents')
    .values(
      consent.versionIds.map((versionId) => ({
        account_id: consent.accountId,
        policy_version_id: versionId,
        accepted_at: consent.now,
        ip: consent.ip,
      })),
    )
    .execute()

export const findConsentSince = (db: Reader, { accountId, since }: { accountId: string; since: Date }) =>
  db
    .selectFrom('consents')
    .select('accepted_at')
    .where('account_id', '=', accountId)
    .where('accepted_at', '>=', since)
    .limit(1)
    .executeTakeFirst()
