import type { Claim, PersonalData } from '../../platform/personal-data/personal-data.ts'

const claim = (what: string, why: string, exportedAs: string | null): Claim => ({
  what,
  why,
  kept: 'until the session ends, at most 180 days',
  exportedAs,
  erasedBy: 'deletion of the account',
})

/** What the table of sessions holds about people. */
export const personalData: PersonalData = {
  feature: 'sessions',
  tables: {
    sessions: {
      id: 'nothing personal',
      token_hash: claim('A hash of the random token in the cookie', 'Recognizes the browser that is signed in', null),
      account_id: 'nothing personal',
      created_at: claim('When the person signed in', 'Ends old sessions; shown to the person', 'signedInAt'),
      last_seen_at: claim('When the session was last used', 'Ends unused sessions; shown to the person', 'lastSeenAt'),
      idle_seconds: 'nothing personal',
      expires_at: claim('When the session ends at the latest', 'Ends old sessions', 'expiresAt'),
      authenticated_at: claim(
        'When the person last proved to be the owner',
        'Sensitive things need a recent proof',
        'authenticatedAt',
      ),
      methods: claim('How the person proved it', 'Sensitive things need a strong proof', 'methods'),
      kept: claim('Whether the person stays signed in', 'Decides how long the session lives', 'kept'),
      ip: claim('The address the session was last used from', 'Lets the person find a session of somebody else', 'ip'),
      user_agent: claim(
        'What the browser says of itself',
        'Lets the person find a session of somebody else',
        'userAgent',
      ),
      device_id: claim(
        'A random number of the browser',
        'Wrong passwords typed elsewhere must not keep the owner out here',
        null,
      ),
    },
  },
}
