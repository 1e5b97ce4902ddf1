import { expect, test } from 'vitest'
import { graceEnd, isFactorOverdue, isFactorRequired, type TwoFactorRule } from './policy.ts'

const rule = (twoFactorPolicy: TwoFactorRule['twoFactorPolicy'], twoFactorGraceDays = 0): TwoFactorRule => ({
  twoFactorPolicy,
  twoFactorGraceDays,
})
const now = new Date('2026-03-14T12:00:00Z')
const admin = { role: 'admin', factors: [], twoFactorDueFrom: null } as const

test('the rule is for nobody, for those with power over others, or for everyone', () => {
  const roles = ['member', 'moderator', 'admin'] as const
  const required = (policy: TwoFactorRule['twoFactorPolicy']) =>
    roles.map((role) => isFactorRequired(rule(policy), { role }))
  expect([required('optional'), required('staff'), required('everyone')]).toEqual([
    [false, false, false],
    [false, true, true],
    [true, true, true],
  ])
})

test('without days of grace a missing factor is overdue at once, and one of any kind is enough', () => {
  expect(isFactorOverdue(rule('staff'), admin, now)).toBe(true)
  expect(isFactorOverdue(rule('staff'), { ...admin, role: 'member' }, now)).toBe(false)
  expect(isFactorOverdue(rule('staff'), { ...admin, factors: ['totp'] }, now)).toBe(false)
  expect(isFactorOverdue(rule('staff'), { ...admin, factors: ['passkey'] }, now)).toBe(false)
})

test('grace counts from the day on which the rule began for this person, to the moment', () => {
  const due = { ...admin, twoFactorDueFrom: new Date('2026-03-07T12:00:00Z') }
  expect(isFactorOverdue(rule('staff', 7), admin, now)).toBe(false)
  expect(graceEnd(rule('staff', 7), due)).toEqual(now)
  expect(isFactorOverdue(rule('staff', 7), due, new Date(now.getTime() - 1))).toBe(false)
  expect(isFactorOverdue(rule('staff', 7), due, now)).toBe(true)
  expect(isFactorOverdue(rule('optional', 7), due, now)).toBe(false)
})
