import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { mailbox, privateKey, smtpUrl } from './mail-kinds.ts'

const parsed = <T>(result: { value: T } | { problem: string }) => ('value' in result ? result.value : result.problem)

describe('the address of a mail server', () => {
  it.each([
    ['smtp://smtp.example.com', 'smtp://smtp.example.com:587'],
    ['smtps://kit:a%40b%3Ac@smtp.example.com', 'smtps://kit:••••••••@smtp.example.com:465'],
    ['smtp://[::1]:2525/', 'smtp://[::1]:2525'],
  ])('%s is read, and shown without its password', (text, shown) => {
    expect(String(parsed(smtpUrl.parse(text, '/')))).toBe(shown)
  })

  it.each([
    'http://smtp.example.com',
    'smtp://',
    'smtp://h:0',
    'smtp://h:65536',
    'smtp://u:MARKED@h/path',
    'smtp://u:MARKED%zz@h',
    'smtp://u:MAR@KED@h',
  ])('%s is refused without repeating any of it', (text) => {
    const problem = parsed(smtpUrl.parse(text, '/'))
    expect(problem).toMatch(/^(?:does not begin with|is not of the form) smtp:\/\//)
    expect(problem).not.toContain('MARKED')
  })
})

describe('a sender', () => {
  it.each([
    ['accounts@example.com', { name: '', address: 'accounts@example.com' }],
    ["Kit's Workshop <accounts@example.com>", { name: "Kit's Workshop", address: 'accounts@example.com' }],
    ['"Kit, Lee" <a@b.example>', { name: 'Kit, Lee', address: 'a@b.example' }],
    ['<a@b.example>', { name: '', address: 'a@b.example' }],
  ])('%s is read', (text, value) => {
    expect(parsed(mailbox.parse(text, '/'))).toEqual(value)
  })

  it.each(['Kit', 'Kit <>', 'a@b@c', 'a@b.example, c@d.example', 'Kit <a@b.example> x', 'a b@c.example', '@b.example'])(
    '%s is refused',
    (text) => {
      expect(mailbox.parse(text, '/')).toHaveProperty('problem')
    },
  )
})

it('a private key is read with its lines, or in one line with \\n for their ends', () => {
  const { privateKey: key } = generateKeyPairSync('rsa', { modulusLength: 1024 })
  const pem = key.export({ type: 'pkcs8', format: 'pem' }).toString().trim()
  for (const text of [pem, pem.replaceAll('\n', '\r\n'), pem.replaceAll('\n', '\\n')]) {
    const value = parsed(privateKey.parse(text, '/'))
    expect(typeof value === 'string' ? value : value.reveal()).toBe(pem)
  }
  expect(privateKey.parse('MARKED', '/')).toEqual({ problem: 'is no private key in PEM' })
})
