import type { PersonalData } from '../../src/platform/personal-data/personal-data.ts'

/** A column of the live schema, its table as the claims name it. */
export type LiveColumn = { readonly table: string; readonly name: string }

const claimsOf = ({ feature, tables }: PersonalData) =>
  Object.entries(tables).flatMap(([table, columns]) =>
    Object.keys(columns).map((name) => ({ feature, column: `${table}.${name}` })),
  )

/** What is wrong between the columns that there are and the features that answer for them. */
export function claimFaults(columns: readonly LiveColumn[], claimants: readonly PersonalData[]): string[] {
  const live = new Set(columns.map(({ table, name }) => `${table}.${name}`))
  const claimedBy = new Map<string, string[]>()
  for (const { feature, column } of claimants.flatMap(claimsOf))
    claimedBy.set(column, [...(claimedBy.get(column) ?? []), feature])
  return [
    ...[...live].filter((column) => !claimedBy.has(column)).map((column) => `${column}: no feature claims it`),
    ...[...claimedBy].flatMap(([column, features]) => [
      ...(live.has(column) ? [] : [`${column}: claimed by ${features.join(', ')}, and there is no such column`]),
      ...(features.length < 2 ? [] : [`${column}: claimed by ${features.join(' and ')}`]),
    ]),
  ]
}
