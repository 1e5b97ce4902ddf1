import type { Claim, PersonalData } from '../personal-data/personal-data.ts'

const whileNeeded = {
  why: 'A mail that was promised is sent, and an admin can see why one did not arrive',
  kept: '30 days after it was sent or given up',
  exportedAs: null,
  erasedBy: 'the deletion of the account, and retention',
} as const

const nothing = (...columns: readonly string[]): Readonly<Record<string, Claim>> =>
  Object.fromEntries(columns.map((column) => [column, 'nothing personal']))

/** What is kept of mails: that there was one, for whom and about what by number. What it said is not kept. */
export const personalData: PersonalData = {
  feature: 'platform/mail',
  tables: {
    mails: {
      ...nothing('id', 'tries', 'verdict', 'outcome'),
      kind: { what: 'What kind of mail somebody got', ...whileNeeded },
      account_id: { what: 'Whose account a mail is about', ...whileNeeded },
      about: {
        ...whileNeeded,
        what: 'What a mail is about, by numbers of rows; of somebody who is gone, the address and name that the last mail goes to, encrypted',
        kept: '30 days after it was sent or given up; the encrypted address until that moment, a day at most',
      },
      created_at: { what: 'When a mail was caused', ...whileNeeded },
      trying_since: { what: 'Since when it is tried', ...whileNeeded },
      next_try_at: { what: 'When it is tried next', ...whileNeeded },
      tried_at: { what: 'When it was last tried', ...whileNeeded },
      reply: { what: 'What the mail server said of the last try that failed', ...whileNeeded },
      done_at: { what: 'When it was sent or given up', ...whileNeeded },
    },
  },
  stores: {
    mailbox: {
      'kept mails': {
        what: 'Mails that were kept instead of sent, in DATA_DIR/mailbox',
        why: 'In development there is nobody to send them to; outside it there is no such folder',
        kept: 'the newest 200',
        exportedAs: null,
        erasedBy: 'newer ones',
      },
    },
  },
}
