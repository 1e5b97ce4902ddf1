import type { PersonalData } from '../../platform/personal-data/personal-data.ts'

const withAccount = 'the foreign key to accounts'

/** What this feature holds about a person. */
export const personalData: PersonalData = {
  feature: 'policies',
  tables: {
    policy_versions: {
      id: 'nothing personal',
      policy: 'nothing personal',
      language: 'nothing personal',
      text_hash: 'nothing personal',
      first_shown_at: 'nothing personal',
    },
    consents: {
      account_id: {
        what: 'who accepted',
        why: 'to show that the terms were accepted',
        kept: 'as long as the account',
        exportedAs: null,
        erasedBy: withAccount,
      },
      policy_version_id: {
        what: 'which text was accepted, in which language',
        why: 'to show that the terms were accepted',
        kept: 'as long as the account',
        exportedAs: 'policy',
        erasedBy: withAccount,
      },
      accepted_at: {
        what: 'when it was accepted',
        why: 'to show that the terms were accepted',
        kept: 'as long as the account',
        exportedAs: 'acceptedAt',
        erasedBy: withAccount,
      },
      ip: {
        what: 'network address it was accepted from',
        why: 'to show that the terms were accepted',
        kept: 'as long as the account',
        exportedAs: 'ip',
        erasedBy: withAccount,
      },
    },
  },
}
