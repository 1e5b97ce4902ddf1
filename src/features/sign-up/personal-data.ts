import type { Claim, PersonalData } from '../../platform/personal-data/personal-data.ts'

const ofSignUp = (what: string, why: string): Claim => ({
  what,
  why,
  kept: 'a day from the mail, three at most; with the account from its confirmation on',
  exportedAs: null,
  erasedBy: 'retention, or the confirmation',
})

const born = 'The account is made of it when the address is confirmed'

/** What sign-ups that wait for their mail hold about people; accounts, passwords and policies keep what comes of them. */
export const personalData: PersonalData = {
  feature: 'sign-up',
  tables: {
    pending_sign_ups: {
      id: 'nothing personal',
      browser_hash: 'nothing personal',
      email: ofSignUp('The address that somebody signed up with', born),
      username: ofSignUp('The name that they chose', born),
      first_name: ofSignUp('The first name', born),
      last_name: ofSignUp('The last name', born),
      date_of_birth: ofSignUp('The date of birth, if told', born),
      password_hash: ofSignUp('A hash of the password that they chose', born),
      language: ofSignUp('The language of the form', 'The mail speaks it, and the terms were accepted in it'),
      ip: ofSignUp('Where the form came from', 'Kept with the acceptance of the terms'),
      link_id: 'nothing personal',
      code_nonce: 'nothing personal',
      code_tries: 'nothing personal',
      code_expires_at: 'nothing personal',
      created_at: ofSignUp('When they signed up', 'The terms were accepted then'),
      expires_at: 'nothing personal',
    },
  },
}
