import type { TestDatabase } from '../support/database.ts'
import type { Statement } from '../support/statements.ts'

type Plan = { readonly 'Node Type': string; readonly 'Relation Name'?: string; readonly Plans?: readonly Plan[] }

const scansOf = (plan: Plan): string[] => [
  ...(plan['Relation Name'] ? [`${plan['Node Type']} on ${plan['Relation Name']}`] : []),
  ...(plan.Plans ?? []).flatMap(scansOf),
]

/** Whether PostgreSQL makes a plan for a statement. */
export const isPlanned = ({ text }: Statement) => /^\s*(select|insert|update|delete|with)\b/i.test(text)

/** How PostgreSQL goes about a statement, as each table and the way into it. */
export async function explain({ owner }: TestDatabase, { text, values }: Statement): Promise<string[]> {
  const { rows } = await owner.query(`explain (format json) ${text}`, [...values])
  return scansOf(rows[0]['QUERY PLAN'][0].Plan)
}

/** The big tables that are read from end to end. */
export const readsAll = (scans: readonly string[], big: ReadonlySet<string>): string[] =>
  scans.filter((scan) => /^Seq Scan on /.test(scan) && big.has(scan.replace('Seq Scan on ', '')))
