// The tiers of src/features/, lowest first: a feature may import from its own tier and from those above it in this list.
// The import rules and the tests read it; folders that are not there yet keep their place.
const tiers = [
  // Ledgers that know opaque ids only.
  ['audit', 'throttle', 'keys', 'links', 'idempotency'],
  // Who there is, which terms, which browsers.
  ['accounts', 'policies', 'devices'],
  // Ways to prove who one is.
  ['passwords', 'sessions', 'access-tokens', 'two-factor', 'lockout'],
  // Journeys of a person.
  ['sign-up', 'sign-in', 'email-verification', 'recovery', 'standing', 'checkup'],
  // What is discussed, what is held back.
  ['pages', 'screening'],
  // What people leave on pages.
  ['comments', 'likes', 'views', 'avatars'],
  // Who hears of it, who tidies it.
  ['notifications', 'moderation'],
  // What looks over everything.
  ['privacy', 'backup', 'imports', 'admin', 'launch'],
]

module.exports = { tiers }
