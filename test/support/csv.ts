/** Reads a CSV file as RFC 4180 has it, a byte order mark before it or not: records of fields. Throws where a quote is out of place. */
export function parseCsv(text: string): string[][] {
  const records: string[][] = []
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/y
  let record: string[] = []
  for (let at = text.startsWith('\uFEFF') ? 1 : 0; at < text.length; at = field.lastIndex) {
    field.lastIndex = at
    const found = field.exec(text)
    if (!found) throw new Error(`no field of a CSV file at ${at}: ${text.slice(at, at + 40)}`)
    const [, quoted, plain = '', end] = found
    record.push(quoted?.replaceAll('""', '"') ?? plain)
    if (end === ',' && field.lastIndex < text.length) continue
    records.push(record)
    record = []
  }
  return records
}
