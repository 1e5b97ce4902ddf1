import { Writable } from 'node:stream'
import { afterEach, expect, it, vi } from 'vitest'
import { listenForDebugSignal } from './debug-signal.ts'
import { createLogger } from './logger.ts'

let stop = () => {}
afterEach(() => stop())

const listening = (level: string, milliseconds?: number) => {
  const lines: string[] = []
  const destination = new Writable({
    write(chunk, _, done) {
      lines.push(JSON.parse(String(chunk)).msg)
      done()
    },
  })
  const log = createLogger({ level, format: 'json', destination })
  stop = listenForDebugSignal(log, milliseconds)
  return { log, lines }
}
const signal = () => process.kill(process.pid, 'SIGUSR2')

it('SIGUSR2 sets the level to debug for 15 minutes, a second one sets it back, with a line each', async () => {
  const { log, lines } = listening('error')
  log.debug('before')
  signal()
  await vi.waitFor(() => expect(log.level).toBe('debug'))
  log.debug('meanwhile')
  signal()
  await vi.waitFor(() => expect(log.level).toBe('error'))
  log.debug('after')
  expect(lines).toEqual([
    'log level is debug for 15 minutes; another SIGUSR2 ends it',
    'meanwhile',
    'log level is error again',
  ])
})

it('the level falls back by itself when the time is over', async () => {
  const { log, lines } = listening('info', 20)
  signal()
  await vi.waitFor(() => expect(lines.at(-1)).toBe('log level is info again'))
  expect(log.level).toBe('info')
})

it('a log that says everything anyway keeps its level', async () => {
  const { log, lines } = listening('trace')
  signal()
  await vi.waitFor(() => expect(lines).toEqual(['log level is trace anyway; SIGUSR2 changes nothing']))
  expect(log.level).toBe('trace')
})
