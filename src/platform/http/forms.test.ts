import { Type } from 'typebox'
import { expect, it } from 'vitest'
import { parseForm } from './forms.ts'

const Body = Type.Object({ name: Type.String(), bio: Type.Optional(Type.String()), accept: Type.Boolean() })

it('reads a form as its JSON route would have it', () => {
  expect(parseForm(Body, { name: 'Kev', bio: '', accept: 'on' })).toEqual({ name: 'Kev', accept: true })
  expect(parseForm(Body, {})).toEqual({ name: '', accept: false })
  expect(parseForm(Body, undefined)).toEqual({ name: '', accept: false })
})

it('refuses fields that are unknown or come twice', () => {
  expect(() => parseForm(Body, { name: 'a', role: 'admin' })).toThrow('form-invalid')
  expect(() => parseForm(Body, { name: ['a', 'b'] })).toThrow('form-invalid')
  expect(() => parseForm(Body, { constructor: 'a' })).toThrow('form-invalid')
})
