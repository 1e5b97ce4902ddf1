import type { Prepared, Reader, Tx } from '../../platform/db/db.ts'

export type TryRow = {
  readonly failures: number
  readonly refused: number
  readonly locked_until: Date | null
  readonly link_sent_at: Date | null
}

/**
 * Counts a try ($1 the subject, $2 now, $3 how many make a lock, $4 seconds of the first lock, $5 of the longest) in one
 * statement: the row decides the race. While it is locked, the try is counted as refused; else as a failure, and the one that
 * makes the number full locks at once, before it is known whether it was wrong. After a day without tries all begins anew.
 */
export const countTry: Prepared = {
  name: 'count-password-try',
  text: `
    insert into lockouts as l (subject, failures, last_tried_at) values ($1, 1, $2)
    on conflict (subject) do update set
      (failures, refused, locks, last_tried_at, locked_at, locked_until, link_sent_at) = (
        select
          now.failures,
          case when now.closed then l.refused + 1 else 0 end,
          now.locks + now.shuts::integer,
          greatest(l.last_tried_at, $2),
          case when now.closed then l.locked_at when now.shuts then $2 end,
          case
            when now.closed then l.locked_until
            when now.shuts then $2 + make_interval(secs => least($4 * power(2, least(now.locks, 30)), $5))
          end,
          case when now.closed then l.link_sent_at end
        from (
          select before.closed, before.locks, before.failures + (not before.closed)::integer as failures,
            not before.closed and before.failures + 1 >= $3 as shuts
          from (
            select was.closed,
              case when was.quiet then 0 else l.locks end as locks,
              case
                when was.closed then l.failures
                when was.quiet or l.locked_until is not null then 0
                else l.failures
              end as failures
            from (
              select coalesce(l.locked_until > $2, false) as closed,
                greatest(l.last_tried_at, l.locked_until) < $2 - interval '1 day' as quiet
            ) as was
          ) as before
        ) as now
      )
    returning failures, refused, locked_until, link_sent_at`,
}

/** Takes a try back ($1 the subject, $2 whether it made the lock). */
export const takeTryBack: Prepared = {
  name: 'take-password-try-back',
  text: `
    update lockouts set
      failures = greatest(failures - 1, 0),
      locks = greatest(locks - $2::boolean::integer, 0),
      locked_at = case when not $2::boolean then locked_at end,
      locked_until = case when not $2::boolean then locked_until end
    where subject = $1`,
}

/** Starts the count anew ($1 the subject), and says until when it was locked. */
export const forgetTries: Prepared = {
  name: 'forget-password-tries',
  text: `
    update lockouts as l set
      failures = 0, refused = 0, locks = 0, locked_at = null, locked_until = null, link_sent_at = null
    from (select subject, locked_until from lockouts where subject = $1 for update) as was
    where l.subject = was.subject
    returning was.locked_until`,
}

const nothing = { failures: 0, refused: 0, locks: 0, locked_at: null, locked_until: null, link_sent_at: null }

export const clear = (tx: Tx, subject: string) =>
  tx.updateTable('lockouts').set(nothing).where('subject', '=', subject).execute()

const columns = ['refused', 'locked_at', 'locked_until'] as const

export const holdLock = (tx: Tx, subject: string, now: Date) =>
  tx
    .selectFrom('lockouts')
    .select(columns)
    .where('subject', '=', subject)
    .where('locked_until', '>', now)
    .forUpdate()
    .executeTakeFirst()

export const findLock = (db: Reader, subject: string, now: Date) =>
  db
    .selectFrom('lockouts')
    .select(columns)
    .where('subject', '=', subject)
    .where('locked_until', '>', now)
    .executeTakeFirst()

/** The one statement that decides who sends the link of a lock: of several one gets the row. */
export const noteLinkSent = (tx: Tx, subject: string, now: Date) =>
  tx
    .updateTable('lockouts')
    .set({ link_sent_at: now })
    .where('subject', '=', subject)
    .where('locked_until', '>', now)
    .where('link_sent_at', 'is', null)
    .returning('subject')
    .executeTakeFirst()

/** The one statement that decides who tells of a lock; nothing where the owner was told after `before`. */
export const noteTold = (tx: Tx, { subject, now, before }: { subject: string; now: Date; before: Date }) =>
  tx
    .updateTable('lockouts')
    .set({ noticed_at: now })
    .where('subject', '=', subject)
    .where('locked_until', '>', now)
    .where((eb) => eb.or([eb('noticed_at', 'is', null), eb('noticed_at', '<=', before)]))
    .returning('subject')
    .executeTakeFirst()

export const deleteOf = (tx: Tx, subject: string) => tx.deleteFrom('lockouts').where('subject', '=', subject).execute()

/** Removes what counts no more: nobody tried after `before`, no lock ended after it, and nobody was told after it. */
export const deleteOldLockouts = (tx: Tx, before: Date) =>
  tx
    .deleteFrom('lockouts')
    .where('last_tried_at', '<', before)
    .where((eb) => eb.or([eb('locked_until', 'is', null), eb('locked_until', '<', before)]))
    .where((eb) => eb.or([eb('noticed_at', 'is', null), eb('noticed_at', '<', before)]))
    .execute()
