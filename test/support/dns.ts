import { createSocket } from 'node:dgram'

/** A name server on the loopback that knows some TXT records and no other name. */
export type TestDns = { readonly address: string; stop(): Promise<void> }

function nameIn(query: Buffer): { name: string; end: number } {
  const labels: string[] = []
  let at = 12
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length))
    at += length + 1
  }
  return { name: labels.join('.'), end: at + 5 }
}

// A text is sent in pieces of 255 bytes at most (RFC 1035, 3.3.14).
const piecesOf = (text: string) =>
  Buffer.concat(
    (text.match(/.{1,255}/gs) ?? []).flatMap((piece) => [Buffer.from([piece.length]), Buffer.from(piece, 'latin1')]),
  )

function record(text: string): Buffer {
  const data = piecesOf(text)
  const head = Buffer.from([0xc0, 12, 0, 16, 0, 1, 0, 0, 0, 60, 0, 0])
  head.writeUInt16BE(data.length, 10)
  return Buffer.concat([head, data])
}

function answer(query: Buffer, records: Readonly<Record<string, readonly string[]>>): Buffer {
  const { name, end } = nameIn(query)
  const texts = records[name]
  const head = Buffer.from(query.subarray(0, 12))
  head.writeUInt16BE(texts ? 0x8180 : 0x8183, 2)
  head.writeUInt16BE(texts?.length ?? 0, 6)
  head.writeUInt32BE(0, 8)
  return Buffer.concat([head, query.subarray(12, end), ...(texts ?? []).map(record)])
}

/** Starts one; names are in lower case. */
export async function startTestDns(records: Readonly<Record<string, readonly string[]>>): Promise<TestDns> {
  const socket = createSocket('udp4')
  socket.on('message', (query, { port, address }) => socket.send(answer(query, records), port, address))
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  return {
    address: `127.0.0.1:${socket.address().port}`,
    stop: () => new Promise((resolve) => socket.close(() => resolve())),
  }
}
