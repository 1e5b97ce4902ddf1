import type { Claim, PersonalData } from '../../platform/personal-data/personal-data.ts'

const claim = (what: string, why: string, exportedAs: string | null): Claim => ({
  what,
  why,
  kept: 'as long as the account',
  exportedAs,
  erasedBy: 'deletion of the account',
})

const names = 'Calls the person by name'

/** What accounts, the list of reserved usernames and the list of the gone hold about people. */
export const personalData: PersonalData = {
  feature: 'accounts',
  tables: {
    accounts: {
      id: claim('The number of the account', 'Ties everything of a person together', 'id'),
      username: claim('The name the person chose', 'Signs them in; address of their profile', 'username'),
      email: claim('The email address', 'Signs them in; mail about the account goes there', 'email'),
      email_verified_at: claim('When the address was proved', 'Only proved addresses can recover', 'emailVerifiedAt'),
      mail_state: claim(
        'Whether mail arrives there',
        'Whoever gets no mail is told to correct the address',
        'mailState',
      ),
      first_name: claim('The first name', names, 'firstName'),
      last_name: claim('The last name', names, 'lastName'),
      display_name: claim('The name others see', names, 'displayName'),
      date_of_birth: claim(
        'The date of birth, if told',
        'Keeps children below the age of this site out',
        'dateOfBirth',
      ),
      location: claim('Where the person says they are, if told', 'Shown on their profile', 'location'),
      bio: claim('What the person says of themselves, if anything', 'Shown on their profile', 'bio'),
      visibility: claim('Whether the profile is public', 'The wish of the person', 'visibility'),
      language: claim('The language chosen', 'Pages and mail speak it', 'language'),
      time_zone: claim('The time zone chosen', 'Times are shown in it', 'timeZone'),
      role: claim('What the person may do here', 'Decides what they can open', 'role'),
      status: claim('Whether the account is in use', 'Suspended accounts cannot sign in', 'status'),
      suspension_reason: claim(
        'Why the account is suspended, if it is',
        'The person is told at the door',
        'suspensionReason',
      ),
      suspended_until: claim('Until when it is suspended', 'The suspension ends by itself', 'suspendedUntil'),
      must_change_password: claim(
        'Whether a new password is due',
        'A password that may be known must not last',
        'mustChangePassword',
      ),
      awaits_opening: claim(
        'Whether the account waits for its first password',
        'What somebody else made is not in use before its person has opened it',
        'awaitsOpening',
      ),
      username_changed_at: claim('When the username last changed', 'It changes once in 30 days', 'usernameChangedAt'),
      created_at: claim('When the account was made', 'Shown on the profile as a day', 'createdAt'),
      updated_at: claim('When the account last changed', 'Tells old copies from new ones', 'updatedAt'),
      last_sign_in_at: claim('When the person last signed in', 'Finds accounts nobody uses', 'lastSignInAt'),
      factors: claim('Which kinds of second factors the person has', 'Signing in asks for one', 'factors'),
      two_factor_due_from: claim(
        'Since when a second factor is asked of the person',
        'Whoever must have one gets some days to set it up',
        'twoFactorDueFrom',
      ),
      search_text: claim('Username, address and names as one text', 'Those who look after accounts find them', null),
    },
    reserved_usernames: {
      name_hash: {
        what: 'A keyed hash of a former username',
        why: 'Nobody else may take a name that somebody was known by',
        kept: 'for good, that of a sign-up that waits for its mail for a day; it does not tell the name',
        exportedAs: null,
        erasedBy: 'stays, tied to nobody once the account is gone',
      },
      account_id: claim('Whose name it was', 'Its owner may take it back', null),
      reserved_at: 'nothing personal',
      expires_at: 'nothing personal',
    },
    erasures: {
      account_id: {
        what: 'The number of a deleted account',
        why: 'A restored backup must not bring a deleted person back',
        kept: 'for good; it leads to nobody',
        exportedAs: null,
        erasedBy: 'stays',
      },
      erased_at: 'nothing personal',
    },
  },
}
