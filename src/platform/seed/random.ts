/** Numbers that look random and are the same each time. Nothing secret may come from them. */
export type Random = {
  /** From 0 up to and without 1. */
  number(): number
  /** From `least` to `most`, both included. */
  whole(least: number, most: number): number
  /** Whether something happens that happens in so many of a hundred cases. */
  percent(chance: number): boolean
  pick<T>(from: readonly T[]): T
  bytes(count: number): Buffer
  /** In the form of a random UUID (RFC 9562, version 4). */
  uuid(): string
}

/** FNV-1a: spreads a label over 32 bits. */
const spread = (label: string): number => {
  let hash = 0x811c9dc5
  for (const byte of Buffer.from(label)) hash = Math.imul(hash ^ byte, 0x01000193)
  return hash >>> 0
}

/** sfc32: 128 bits of state, so that different starts never run into one another, not even in a million of them. */
function createSource(seed: number, index: number, label: string): () => number {
  let [a, b, c, counter] = [seed | 0, index | 0, spread(label) | 0, 1]
  const next = () => {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return sum >>> 0
  }
  for (let round = 0; round < 15; round++) next()
  return next
}

/** The stream of one label of one index of one seed: each is another, and each is always the same. */
export function createRandom(seed: number, index: number, label: string): Random {
  const next = createSource(seed, index, label)
  const number = () => next() / 2 ** 32
  const whole = (least: number, most: number) => least + Math.floor(number() * (most - least + 1))
  const bytes = (count: number) => {
    const made = Buffer.alloc(Math.ceil(count / 4) * 4)
    for (let at = 0; at < made.length; at += 4) made.writeUInt32LE(next(), at)
    return made.subarray(0, count)
  }
  const uuid = () => {
    const made = bytes(16)
    made[6] = (made[6]! & 0x0f) | 0x40
    made[8] = (made[8]! & 0x3f) | 0x80
    return made.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
  }
  return {
    number,
    whole,
    percent: (chance) => number() * 100 < chance,
    pick: (from) => from[whole(0, from.length - 1)]!,
    bytes,
    uuid,
  }
}
