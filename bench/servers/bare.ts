// node:http and nothing else, answering the same bytes to everybody. Usage: bare.ts JSON of Bytes. Says its port.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Bytes } from '../bytes.ts'

const { status, headers, body }: Bytes = JSON.parse(process.argv[2] ?? '')
const content = Buffer.from(body)
const all = [...headers, 'Content-Length', String(content.length)]
const server = createServer((_, response) => {
  response.writeHead(status, all)
  response.end(content)
})
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
process.on('SIGTERM', () => process.exit())
