const opens = /^create (?:unlogged )?table (\w+)|^CREATE OR REPLACE FUNCTION (?:\w+\.)?(\w+)/
const closes = /^\);$|\$function\$;$/

/** Each line with the table or function that it stands in, so that like lines of two tables are two. */
function linesOf(text: string): string[] {
  let within = ''
  return text.split('\n').flatMap((line) => {
    const [, table, named] = opens.exec(line) ?? []
    if (table) within = `table ${table}`
    if (named) within = `function ${named}`
    const bare = line.trim().replace(/,$/, '')
    const place = within === '' ? '' : `${within}: `
    if (closes.test(line)) within = ''
    return bare === '' || bare.startsWith('--') ? [] : [`${place}${bare}`]
  })
}

export type SchemaDifference = {
  /** The first of them, in words. */
  readonly first: string
  readonly count: number
}

/** How a live schema differs from the written one, both as the text of `schema.sql`; null where they are alike. */
export function compareSchemas(live: string, written: string): SchemaDifference | null {
  const [here, expected] = [linesOf(live), linesOf(written)]
  const [hereSet, expectedSet] = [new Set(here), new Set(expected)]
  const differences = [
    ...expected.filter((line) => !hereSet.has(line)).map((line) => `missing: ${line}`),
    ...here.filter((line) => !expectedSet.has(line)).map((line) => `not of this release: ${line}`),
  ]
  const [first] = differences
  return first === undefined ? null : { first, count: differences.length }
}
