import { readdirSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { getPriority } from 'node:os'
import { expect, test } from 'vitest'
import { yieldToEventLoop } from './yield-to-event-loop.ts'

test.skipIf(process.platform !== 'linux')('the threads of the pool go after the event loop', async () => {
  await readFile(import.meta.filename) // starts them
  const before = getPriority()
  expect(yieldToEventLoop()).toBeGreaterThan(0)
  expect(getPriority()).toBe(before)
  const threads = readdirSync('/proc/self/task').filter((id) =>
    readFileSync(`/proc/self/task/${id}/comm`, 'utf8').startsWith('libuv-worker'),
  )
  for (const id of threads) expect(getPriority(Number(id))).toBe(5)
})
