import type { Claim, PersonalData } from '../../platform/personal-data/personal-data.ts'

const claim = (what: string, why: string, exportedAs: string | null): Claim => ({
  what,
  why,
  kept: 'until it is revoked, or 30 days after it ran out, at most 396 days',
  exportedAs,
  erasedBy: 'deletion of the account',
})

/** What the table of access tokens holds about people. */
export const personalData: PersonalData = {
  feature: 'access-tokens',
  tables: {
    access_tokens: {
      id: 'nothing personal',
      token_hash: claim('A hash of the token', 'Recognizes the program that the person gave it to', null),
      account_id: 'nothing personal',
      kind: 'nothing personal',
      name: claim('What the person calls the token', 'Lets the person tell programs apart', 'name'),
      scopes: claim('What the token may be used for', 'Lets a program do that and nothing else', 'scopes'),
      origin: claim('The site that a token works on', 'Lets no other site use it', 'origin'),
      session_id: 'nothing personal',
      created_at: claim('When the person made the token', 'Shown to the person', 'createdAt'),
      expires_at: claim('When the token stops working', 'Ends what is forgotten', 'expiresAt'),
      last_used_at: claim('When the token was last used', 'Lets the person find tokens of no use', 'lastUsedAt'),
    },
  },
}
