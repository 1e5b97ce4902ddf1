import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hasDoubledKey } from './json-body.ts'

describe('a doubled key', () => {
  test.each([
    '{"a":1,"a":2}',
    '{"a":1,"\\u0061":2}',
    '{ "a" : [] , "b" : {} , "a" : null }',
    '[{"x":{"deep":1,"deep":1}}]',
    '{"":1,"":2}',
    '{"a\\"":1,"a\\u0022":2}',
    '{"__proto__":1,"b":2,"__proto__":3}',
  ])('is found in %s', (json) => {
    JSON.parse(json)
    expect(hasDoubledKey(json)).toBe(true)
  })

  test.each([
    '{"a":"a","b":"a"}',
    '{"a":{"a":{"a":1}}}',
    '[{"a":1},{"a":1}]',
    '{"a":["a","a"],"A":1}',
    '{"a":"\\",\\"a\\":1"}',
    '{"a":"{\\"b\\":1,\\"b\\":1}"}',
    '{"a:":1,"a":2}',
    '"a"',
    '[]',
  ])('is not in %s', (json) => {
    JSON.parse(json)
    expect(hasDoubledKey(json)).toBe(false)
  })

  test('is in no text that was written from an object', () => {
    fc.assert(fc.property(fc.json({ stringUnit: 'binary' }), (json) => !hasDoubledKey(json)))
  })

  test('is found wherever one is put into an object, whatever its name', () => {
    const fields = fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue(), { minKeys: 1 })
    fc.assert(
      fc.property(fields, fc.nat(), (object, at) => {
        const names = Object.keys(object)
        const name = JSON.stringify(names[at % names.length])
        return hasDoubledKey(`${JSON.stringify(object).slice(0, -1)},${name}:0}`)
      }),
    )
  })
})
