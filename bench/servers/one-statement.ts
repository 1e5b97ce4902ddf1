// node:http and pg, answering everybody from one prepared statement, as the session and its person are read. Usage:
// one-statement.ts JSON of Question. Says its port.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import pg from 'pg'
import type { Bytes } from '../bytes.ts'

/** What is asked of the database each time, and the head that it is answered with. */
export type Question = {
  readonly connection: pg.PoolConfig
  readonly statement: { readonly name: string; readonly text: string }
  readonly tokenHash: string
  readonly headers: Bytes['headers']
}

const { connection, statement, tokenHash, headers }: Question = JSON.parse(process.argv[2] ?? '')
const pool = new pg.Pool({ ...connection, max: 10 })
const token = Buffer.from(tokenHash, 'hex')
const server = createServer(async (_, response) => {
  const { rows } = await pool.query({ ...statement, values: [token, new Date()] })
  const content = JSON.stringify(rows[0])
  response.writeHead(200, [...headers, 'Content-Length', String(Buffer.byteLength(content))])
  response.end(content)
})
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
process.on('SIGTERM', () => process.exit())
