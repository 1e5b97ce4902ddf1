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
      personal_digest: {
        what: 'A salted digest of the personal values of an event',
        why: 'Shows that nobody changed them',
        kept: 'as long as the log; without its salt it tells nothing',
        exportedAs: null,
        erasedBy: 'the salt goes with the values, and what is left leads back to none',
      },
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
      salt: {
        what: 'Random bytes that went into the digest of an event',
        why: 'Without them the digest could be tried out',
        kept: 'as long as the account',
        exportedAs: null,
        erasedBy: 'erase, before the account goes',
      },
      occurred_at: 'nothing personal',
    },
    audit_verifications: {
      id: 'nothing personal',
      verified_at: 'nothing personal',
      from_seal_id: 'nothing personal',
      to_seal_id: 'nothing personal',
      event_count: 'nothing personal',
      fault_count: 'nothing personal',
      first_fault: 'nothing personal',
    },
    audit_seals: {
      id: 'nothing personal',
      from_xid: 'nothing personal',
      to_xid: 'nothing personal',
      event_count: 'nothing personal',
      first_event_id: 'nothing personal',
      last_event_id: 'nothing personal',
      sealed_at: 'nothing personal',
      rows_hash: 'nothing personal',
      row_digests: 'nothing personal',
      row_digests_hash: 'nothing personal',
      previous_hash: 'nothing personal',
      key_id: 'nothing personal',
      mac: 'nothing personal',
      pruned_at: 'nothing personal',
    },
  },
  erase: async (tx, accountId) => {
    await erasePerson(tx, accountId)
  },
}
