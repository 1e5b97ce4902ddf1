import type { Claim, PersonalData } from '../../platform/personal-data/personal-data.ts'

const ofChange = (what: string): Claim => ({
  what,
  why: 'A new address counts when its mailbox is proved, and the former one can take it back',
  kept: 'a day while it waits, a week once it is done',
  exportedAs: null,
  erasedBy: 'deletion of the account, and retention',
})

/** What changes of address hold about people. */
export const personalData: PersonalData = {
  feature: 'email-verification',
  tables: {
    email_changes: {
      id: 'nothing personal',
      account_id: 'nothing personal',
      email: ofChange('The address that somebody wants, or took'),
      former_email: ofChange('The address that it replaced'),
      former_verified_at: ofChange('When that one was proved'),
      link_id: 'nothing personal',
      asked_at: ofChange('When it was asked for'),
      changed_at: ofChange('When it was confirmed'),
      expires_at: 'nothing personal',
    },
  },
}
