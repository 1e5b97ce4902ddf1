import { expect, it } from 'vitest'
import { newRequestId } from './request-id.ts'

it('names of requests can be read out: three groups of four letters, none of which is mistaken for another', () => {
  const drawn = Array.from({ length: 5_000 }, newRequestId)
  for (const id of drawn) expect(id).toMatch(/^([0-9abcdefghjkmnpqrstvwxyz]{4}-){2}[0-9abcdefghjkmnpqrstvwxyz]{4}$/)
  expect(new Set(drawn).size).toBe(drawn.length)
  expect(new Set(drawn.join('').replaceAll('-', '')).size).toBe(32)
})
