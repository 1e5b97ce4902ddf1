import type { Examples } from '../../platform/http/examples.ts'
import { exampleAccount } from '../accounts/index.ts'

const flow = '7c4d1e92-6a3f-4b85-8e07-9d2b5c1f3a68'

const flowOver = {
  as: 'stranger',
  params: { flow },
  status: 409,
  code: 'sign-in-over',
  when: 'The sign-in took too long, was finished, or belongs to another browser.',
} as const

/** Stands for the code that the app shows at the moment of the request. */
export const exampleCode = '492039'

const evaAccount = {
  ...exampleAccount,
  username: 'eva',
  email: 'eva@example.org',
  firstName: 'Eva',
  lastName: 'Lee',
  displayName: 'Eva Lee',
  lastSignInAt: null,
}

export const readEnrollment: Examples = {
  success: {
    as: 'enrollment-due',
    params: { flow },
    status: 200,
    reply: {
      secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
      address:
        'otpauth://totp/Kev%E2%80%99s%20Robots:eva?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Kev%E2%80%99s%20Robots',
      postponableUntil: null,
    },
  },
  errors: [flowOver],
}

export const enroll: Examples = {
  success: {
    as: 'enrollment-due',
    params: { flow },
    body: { code: exampleCode },
    status: 201,
    reply: {
      account: evaAccount,
      expiresAt: '2026-03-14T21:26:53.589Z',
      backupCodes: Array.from({ length: 10 }, () => '7KQ2-M9RT-4XWB-C3HD'),
    },
  },
  errors: [
    {
      as: 'enrollment-due',
      params: { flow },
      body: { code: '000000' },
      status: 422,
      code: 'input-invalid',
      when: 'The app does not show this code now.',
      errors: [{ pointer: '/code', code: 'code-wrong' }],
    },
    { ...flowOver, body: { code: exampleCode } },
  ],
}

export const postpone: Examples = {
  success: {
    as: 'enrollment-due',
    params: { flow },
    status: 201,
    reply: { account: evaAccount, expiresAt: '2026-03-14T21:26:53.589Z' },
  },
  errors: [
    flowOver,
    {
      as: 'enrollment-due',
      params: { flow },
      status: 403,
      code: 'factor-overdue',
      elsewhere: true,
      when: 'It was put off for as long as the site allows.',
    },
  ],
}
