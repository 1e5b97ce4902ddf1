import { answerMeanings } from './answers.ts'
import { fieldMeanings } from './fields.ts'
import type { FoundCode, FoundCodes } from './find-codes.ts'

function statusOf(code: string, found: readonly FoundCode[]): string {
  const statuses = found.flatMap((one) => (one.code === code && one.status !== null ? [one.status] : []))
  return [...new Set(statuses)].toSorted((a, b) => a - b).join(', ')
}

/** Throws where a code has no meaning here, or a meaning has no code any more. */
function requireSame(kind: string, { found, meant }: { found: readonly string[]; meant: readonly string[] }): void {
  const without = found.filter((code) => !meant.includes(code))
  const surplus = meant.filter((code) => !found.includes(code))
  if (without.length > 0) throw new Error(`scripts/errors/${kind}.ts has to say what ${without.join(', ')} means`)
  if (surplus.length > 0)
    throw new Error(`scripts/errors/${kind}.ts tells of ${surplus.join(', ')}, which nothing gives`)
}

function answerTable(found: readonly FoundCode[]): string {
  const byCode = Object.entries(answerMeanings).toSorted(([one], [other]) => (one < other ? -1 : 1))
  const rows = byCode.map(
    ([code, { means, todo }]) => `| \`${code}\` | ${statusOf(code, found)} | ${means} | ${todo} |`,
  )
  return ['| `code` | status | what it means | what to do |', '|---|---|---|---|', ...rows].join('\n')
}

function fieldTable(): string {
  const rows = Object.entries(fieldMeanings).map(([code, means]) => `| \`${code}\` | ${means} |`)
  return ['| `code` | what is wrong |', '|---|---|', ...rows].join('\n')
}

/** The tables of the manual for these codes, by the name of their place. Throws where codes and meanings differ. */
export function errorTables({ answers, fields }: FoundCodes): Readonly<Record<string, string>> {
  requireSame('answers', { found: [...new Set(answers.map(({ code }) => code))], meant: Object.keys(answerMeanings) })
  requireSame('fields', { found: fields, meant: Object.keys(fieldMeanings) })
  return { 'codes of answers': answerTable(answers), 'codes of fields': fieldTable() }
}

/** Puts each table into its place in a page, between two comments that stay. Throws where a place is missing. */
export function fillIn(page: string, tables: Readonly<Record<string, string>>): string {
  return Object.entries(tables).reduce((text, [name, table]) => {
    const place = new RegExp(`(<!-- ${name}, written by npm run docs -->\n)[^]*?(<!-- end of ${name} -->)`)
    if (!place.test(text)) throw new Error(`The page has no place for the ${name}`)
    return text.replace(place, (_, begin: string, end: string) => `${begin}${table}\n${end}`)
  }, page)
}
