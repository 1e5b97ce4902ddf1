import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { deviceCookieOf, readDeviceCookie } from './device-cookie.ts'

const key = Buffer.alloc(32, 7)

describe('the cookie of a browser', () => {
  test('says which one it is, to whoever has the key', () => {
    const id = randomUUID()
    const cookie = deviceCookieOf(key, id)
    expect(cookie).toMatch(/^v1\.[0-9a-f-]{36}\.[\w-]{43}$/)
    expect(readDeviceCookie(key, cookie)).toBe(id)
    expect(readDeviceCookie(Buffer.alloc(32, 8), cookie)).toBeNull()
  })

  test('counts as none with any one character changed or missing', () => {
    const cookie = deviceCookieOf(key, randomUUID())
    for (let at = 0; at < cookie.length; at += 1) {
      expect(readDeviceCookie(key, cookie.slice(0, at) + cookie.slice(at + 1))).toBeNull()
      const changed = `${cookie.slice(0, at)}${cookie[at] === '0' ? '1' : '0'}${cookie.slice(at + 1)}`
      expect(readDeviceCookie(key, changed)).toBeNull()
    }
  })

  test('any text at all counts as none, and so does none', () => {
    expect(readDeviceCookie(key, null)).toBeNull()
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => readDeviceCookie(key, text) === null))
  })
})
