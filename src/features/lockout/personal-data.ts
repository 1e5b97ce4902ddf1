import type { PersonalData } from '../../platform/personal-data/personal-data.ts'
import { deleteOf } from './queries.ts'
import { subjectOf } from './subject.ts'

const kept = 'until a day has passed without a try'
const erasedBy = 'deletion of the account'
const rest = { kept, exportedAs: null, erasedBy }

/** What the table of locks holds about people. */
export const personalData: PersonalData = {
  feature: 'lockout',
  tables: {
    lockouts: {
      subject: 'nothing personal',
      failures: {
        what: 'Wrong passwords in a row from browsers that the account does not know',
        why: 'After a few of them such browsers are let in no more for a while',
        ...rest,
      },
      refused: { what: 'Tries while the account was locked', why: 'Shows admins whether they go on', ...rest },
      locks: { what: 'Locks in a row', why: 'Each lasts twice as long as the one before', ...rest },
      last_tried_at: {
        what: 'When somebody last tried',
        why: 'After a quiet day nothing is held against anybody',
        ...rest,
      },
      locked_at: { what: 'Since when the account is locked', why: 'A lock must outlive a restart', ...rest },
      locked_until: { what: 'Until when it is locked', why: 'A lock ends by itself', ...rest },
      link_sent_at: { what: 'When the owner was sent a link to sign in', why: 'One link for each lock', ...rest },
      noticed_at: { what: 'When the owner was told of a lock', why: 'One such mail a day', ...rest },
    },
  },
  erase: async (tx, accountId) => {
    await deleteOf(tx, subjectOf(accountId))
  },
}
