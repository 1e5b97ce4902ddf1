import type { Claim, PersonalData } from '../../platform/personal-data/personal-data.ts'
import { erasePerson } from './queries.ts'

// The event itself stays: that something happened to an account, known from then on only by its number.
const number: Claim = {
  what: 'The number of an account',
  why: 'Ties an event to the account it happened to',
  kept: 'as long as the log; after deletion it leads to nobody',
  exportedAs: null,
  erasedBy: 'stays as a pseudonym; numbers are never given again',
}

const personal = (what: string, why: string, exportedAs: string): Claim => ({
  what,
  why,
  kept: 'as long as the account',
  exportedAs,
  erasedBy: 'erase, before the account goes',
})

/** What the audit log holds about people. */
export const personalData: PersonalData = {
  feature: 'audit',
  tables: {
    audit_events: {
      id: 'nothing personal',
      occurred_at: 'nothing personal',
      action: 'nothing personal',
      actor_kind: 'nothing personal',
      actor_id: number,
      subject_id: number,
      request_id: 'nothing personal',
      transaction_id: 'nothing personal',
    },
    audit_details: {
      event_id: 'nothing personal',
      field: 'nothing personal',
      old_value: personal('What stood in a field before a change', 'Shows and proves what was changed', 'old'),
      new_value: personal('What stood in a field after a change', 'Shows and proves what was changed', 'new'),
    },
    audit_identities: {
      event_id: 'nothing personal',
      ip: personal('The address an event came from', 'Lets the person and the owner recognize strangers', 'ip'),
      user_agent: personal(
        'What the browser of an event said of itself',
        'Lets the person and the owner recognize strangers',
        'userAgent',
      ),
    },
  },
  erase: async (tx, accountId) => {
    await erasePerson(tx, accountId)
  },
}
