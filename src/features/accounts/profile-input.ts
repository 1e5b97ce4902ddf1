import type { Issue } from '../../platform/errors/app-error.ts'
import { isLanguage, type Language } from '../../platform/texts/locale.ts'
import { type AgeRule, birthDateIssues } from './birth-date.ts'
import { emailIssues, normalizeEmail } from './email.ts'
import { languageIssues } from './language.ts'
import { normalizeText, type TextField, textIssues } from './names.ts'
import { normalizeTimeZone, timeZoneIssues } from './time-zone.ts'
import { usernameIssues } from './username.ts'

/** What a person says of themselves, as it is kept; null stands for "not told". */
export type Profile = {
  readonly firstName: string
  readonly lastName: string
  readonly username: string
  readonly email: string
  readonly displayName: string | null
  readonly dateOfBirth: string | null
  readonly location: string | null
  readonly bio: string | null
  readonly language: Language | null
  readonly timeZone: string | null
}

/** The same as it comes in: what is absent is not looked at; in a field that may be empty, null and '' say "not told". */
export type ProfileInput = { readonly [Field in keyof Profile]?: string | null | undefined }

/** The fields of a profile that an input named, as they are kept. */
export type ProfileOf<Input> = {
  [Field in keyof Input as Field extends keyof Profile ? Field : never]: Field extends keyof Profile
    ? Profile[Field]
    : never
}

type Rule = AgeRule & { readonly siteName?: string }
type Read = { readonly kept: string | null; readonly issues: Issue[] }
type Reader = (value: string, rule: Rule) => Read

const orNull = (text: string): string | null => (text === '' ? null : text)

const required =
  (field: TextField): Reader =>
  (value) => ({
    kept: normalizeText(field, value),
    issues: textIssues(field, value),
  })

const optional =
  (field: TextField): Reader =>
  (value) => ({
    kept: orNull(normalizeText(field, value)),
    issues: textIssues(field, value),
  })

const unlessEmpty =
  (reader: Reader): Reader =>
  (value, rule) =>
    value.trim() === '' ? { kept: null, issues: [] } : reader(value.trim(), rule)

const readers: Readonly<Record<keyof Profile, Reader>> = {
  firstName: required('firstName'),
  lastName: required('lastName'),
  displayName: optional('displayName'),
  username: (value, rule) => ({ kept: value.trim(), issues: usernameIssues(value.trim(), rule.siteName) }),
  email: (value) => ({ kept: normalizeEmail(value), issues: emailIssues(value) }),
  dateOfBirth: unlessEmpty((value, rule) => ({ kept: value, issues: birthDateIssues(value, rule) })),
  location: optional('location'),
  bio: optional('bio'),
  language: unlessEmpty((value) => ({ kept: isLanguage(value) ? value : null, issues: languageIssues(value) })),
  timeZone: unlessEmpty((value) => ({ kept: normalizeTimeZone(value), issues: timeZoneIssues(value) })),
}

/**
 * Checks the fields of a profile that an input names, all of them, in the order of the form. `value` is what is kept, and
 * is to be used only where `issues` is empty; fields that are undefined stay out of it.
 */
export const checkProfile = <Input extends ProfileInput>(
  input: Input,
  rule: Rule,
): { value: ProfileOf<Input>; issues: Issue[] } => {
  const value: { [field: string]: string | null } = {}
  const issues: Issue[] = []
  for (const field of Object.keys(readers) as (keyof Profile)[]) {
    const given = input[field]
    if (given === undefined) continue
    const read = readers[field](given ?? '', rule)
    value[field] = read.kept
    issues.push(...read.issues)
  }
  return { value: value as ProfileOf<Input>, issues }
}
