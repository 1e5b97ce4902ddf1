/** What is known of the person a password is for. */
export type Person = {
  readonly username?: string | null | undefined
  readonly email?: string | null | undefined
  readonly firstName?: string | null | undefined
  readonly lastName?: string | null | undefined
  readonly displayName?: string | null | undefined
}

// Shorter names stand in half of all words ("Al", "Jo").
const shortestName = 3

// What is left besides the names must be a password of the shortest length by itself.
const shortestRest = 8

const fold = (text: string): string => text.normalize('NFKC').toLowerCase()

/** The names of a person in every form that people put into passwords: whole, in parts, and with the marks left out. */
const nameForms = (person: Person): string[] => {
  const { username, email, firstName, lastName, displayName } = person
  const wholes = [username, email, email?.split('@')[0], firstName, lastName, displayName]
  const forms = new Set<string>()
  for (const whole of wholes.map((name) => fold(name ?? '').trim())) {
    const parts = whole.split(/[^\p{L}\p{M}\p{N}]+/u)
    for (const form of [whole, parts.join(''), ...parts]) if ([...form].length >= shortestName) forms.add(form)
  }
  return [...forms].sort((a, b) => b.length - a.length)
}

/**
 * Whether a password lives on its owner's names: it is one of them, or, with all of them taken out, fewer than 8 characters
 * are left. So `Kevin2026!` is refused to Kevin, while a long sentence in which "ann" happens to occur is open to Ann.
 * Takes the password already normalized; the case of letters does not count.
 */
export const livesOnOwnNames = (password: string, person: Person): boolean => {
  const folded = fold(password)
  let rest = folded
  for (const form of nameForms(person)) rest = rest.replaceAll(form, '')
  return rest !== folded && [...rest].length < shortestRest
}
