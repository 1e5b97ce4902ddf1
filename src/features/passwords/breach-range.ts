import { createHash } from 'node:crypto'
import { normalizePassword } from './policy.ts'

/** What a list of breached passwords says of one; `unanswered` where it says nothing in time, or nothing that makes sense. */
export type BreachAnswer = 'found' | 'clean' | 'unanswered'

// In milliseconds. Somebody waits at a form meanwhile.
const patience = 1_000
// A padded answer is 40 kB.
const largestAnswer = 1024 * 1024

// Five of forty digits: each of the 1,048,576 ranges holds hundreds of passwords, so that nobody is told which one it is.
const prefixLength = 5
const row = /^[0-9A-F]{35}:\d{1,10}$/i

async function readText({ body }: Response): Promise<string> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of body ?? []) {
    size += part.byteLength
    if (size > largestAnswer) throw new Error('the answer has no end')
    parts.push(part)
  }
  return Buffer.concat(parts).toString('latin1')
}

function judge(text: string, rest: string): BreachAnswer {
  const rows = text.trim().split(/\r?\n/)
  if (!rows.every((it) => row.test(it))) return 'unanswered'
  // Rows that only pad the answer have a count of 0.
  const isFound = rows.some((it) => it.slice(0, rest.length).toUpperCase() === rest && Number(it.slice(36)) > 0)
  return isFound ? 'found' : 'clean'
}

/**
 * Asks a service that speaks the range API of Have I Been Pwned. It is told the first five hex digits of the SHA-1, padded
 * answers keep their length to themselves, and a second is all it gets. Never throws.
 */
export async function askRange(url: string, password: string): Promise<BreachAnswer> {
  const sha1 = createHash('sha1').update(normalizePassword(password)).digest('hex').toUpperCase()
  const over = new AbortController()
  try {
    const response = await fetch(`${url}/${sha1.slice(0, prefixLength)}`, {
      headers: { 'add-padding': 'true', 'user-agent': 'Porchlight' },
      redirect: 'error',
      signal: AbortSignal.any([over.signal, AbortSignal.timeout(patience)]),
    })
    return response.status === 200 ? judge(await readText(response), sha1.slice(prefixLength)) : 'unanswered'
  } catch {
    return 'unanswered'
  } finally {
    over.abort() // what is left of an answer that nobody reads
  }
}
