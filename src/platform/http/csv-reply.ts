import { pipeline, Readable } from 'node:stream'
import { stringify } from 'csv-stringify'
import type { FastifyReply } from 'fastify'

/** A column of a file: its name in the first line, and what a row has in it. */
export type CsvColumn<Row> = {
  readonly name: string
  readonly value: (row: Row) => string | number | Date | null
}

type Csv<Row> = {
  /** Without its ending: `accounts-2026-03-14`. */
  readonly file: string
  readonly columns: readonly CsvColumn<Row>[]
  /** Read only as fast as the client takes them; ended early when it goes away. */
  readonly rows: AsyncIterable<Row>
}

// A spreadsheet that divides at semicolons or tabs, as German ones do, begins a cell of its own after each.
const innerFormula = /([;\t\n\r] ?"?)(?=[=+\-@\uFF0B\uFF0D\uFF1D\uFF20])/g

// OWASP names the line feed among the beginnings of a formula; csv-stringify knows all others.
const neutral = (text: string): string => text.replace(innerFormula, "$1'").replace(/^\n/, "'\n")

const cellOf = (value: string | number | Date | null) => {
  if (typeof value === 'number' || value === null) return value
  return typeof value === 'string' ? neutral(value) : value.toISOString()
}

/**
 * Answers with a CSV file (RFC 4180) that spreadsheets read as UTF-8, and in which nothing is a formula. It is sent while
 * the rows are read, so memory does not grow with them; an error on the way cuts the connection, so that a file that ends
 * whole is whole. The route says `exposeHeadRoute: false` where it is a GET.
 */
export function sendCsv<Row>(reply: FastifyReply, { file, columns, rows }: Csv<Row>): FastifyReply {
  const lines = stringify({
    bom: true,
    header: true,
    columns: columns.map(({ name }) => name),
    record_delimiter: 'windows',
    // Else a single CR or LF stays bare as soon as a delimiter is named.
    quote_record_delimiter: true,
    escape_formulas: true,
  })
  const records = Readable.from(rows).map((row: Row) => columns.map(({ value }) => cellOf(value(row))))
  // An error also reaches the reply, which reads the other end, and is told there.
  pipeline(records, lines, () => {})
  return reply
    .type('text/csv; charset=utf-8; header=present')
    .header('content-disposition', `attachment; filename="${file}.csv"`)
    .send(lines)
}
