import { Writable } from 'node:stream'
import { expect, it } from 'vitest'
import { createLogger } from './logger.ts'

/** Keeps what is written, as text. */
const lineCatcher = (lines: string[]) =>
  new Writable({
    write(chunk, _, done) {
      lines.push(String(chunk))
      done()
    },
  })

const secret = 'marked-secret-7f3a'
const capture = (format: 'json' | 'pretty') => {
  const lines: string[] = []
  const log = createLogger({ level: 'info', format, destination: lineCatcher(lines) })
  return { log, text: () => lines.join('') }
}

it.each(['json', 'pretty'] as const)('marked secrets never reach the log (%s)', (format) => {
  const { log, text } = capture(format)
  const named = {
    password: secret,
    newPassword: secret,
    currentPassword: secret,
    token: secret,
    cookie: secret,
    authorization: secret,
    secretKey: secret,
    email: secret,
  }
  log.info(named, 'flat')
  log.info({ body: named }, 'nested')
  log.warn({ req: { headers: { authorization: secret, cookie: secret, 'set-cookie': secret } } }, 'headers')
  expect(text()).toContain('nested')
  expect(text()).not.toContain(secret)
})

it('one log line per event, whatever the input', () => {
  const { log, text } = capture('json')
  log.info({ name: 'a\nb\r\nc\u2028d' }, 'line\nbreak')
  expect(text().trimEnd().split('\n')).toHaveLength(1)
  expect(JSON.parse(text())).toMatchObject({ level: 'info', msg: 'line\nbreak' })
})

it('says nothing below its level', () => {
  const { log, text } = capture('json')
  log.debug('quiet')
  expect(text()).toBe('')
})
