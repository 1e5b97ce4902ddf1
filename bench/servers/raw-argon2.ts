// As many password hashes a second as the machine makes, one on each core. Usage: raw-argon2.ts SECONDS. Says JSON.
import { availableParallelism } from 'node:os'
import { verify } from '@node-rs/argon2'
import { createHasher } from '../../src/features/passwords/hash-queue.ts'

const password = 'Lantern-over-7-steps'
const hash = await createHasher().hash(password)
const seconds = Number(process.argv[2])
await verify(hash, password)
const begun = performance.now()
let count = 0
const work = async () => {
  while (performance.now() < begun + seconds * 1_000) {
    await verify(hash, password)
    count += 1
  }
}
await Promise.all(Array.from({ length: availableParallelism() }, work))
console.log(JSON.stringify({ perSecond: (count * 1_000) / (performance.now() - begun) }))
