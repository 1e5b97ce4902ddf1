// The groups of the reference, in its order.
const tags: Readonly<Record<string, string>> = {
  accounts: 'Becoming a member.',
  session: 'Signing in and out, and who is signed in.',
  account: 'What belongs to the person who is signed in.',
  users: 'What everybody may know of a person.',
  admin: 'For those who look after the accounts.',
  health: 'How the server is, for probes and load balancers.',
}

/** The groups that are used, each with its sentence. Throws where one has none. */
export function describeTags(used: readonly string[]): { name: string; description: string }[] {
  const unknown = used.find((name) => !(name in tags))
  if (unknown !== undefined) throw new Error(`The tag ${unknown} is not described in src/app/openapi/tags.ts`)
  return Object.entries(tags)
    .filter(([name]) => used.includes(name))
    .map(([name, description]) => ({ name, description }))
}
