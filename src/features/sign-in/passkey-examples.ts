import type { Examples } from '../../platform/http/examples.ts'
import { exampleAccount } from '../accounts/index.ts'
import { passkeyExamples } from '../two-factor/index.ts'
import { exampleCode } from './enrollment-examples.ts'

const { answers, lateAnswer, requestOptions, unavailable } = passkeyExamples

const irisAccount = {
  ...exampleAccount,
  username: 'iris',
  email: 'iris@example.org',
  firstName: 'Iris',
  lastName: 'Lee',
  displayName: 'Iris Lee',
}

const over = {
  status: 409,
  code: 'passkey-over',
  when: 'The challenge ran out, was answered already, or was asked for in another browser or for another thing.',
} as const

const refused = {
  status: 422,
  code: 'passkey-refused',
  elsewhere: true,
  when: 'The answer does not fit: another origin, nobody whom the authenticator knows, or a counter that went back.',
} as const

export const askToSignIn: Examples = {
  success: { as: 'stranger', status: 200, reply: requestOptions },
  errors: [{ as: 'stranger', ...unavailable }],
}

export const signIn: Examples = {
  success: {
    as: 'stranger',
    body: { credential: answers.signed, keepSignedIn: true },
    status: 201,
    reply: { account: { ...irisAccount, lastSignInAt: null }, expiresAt: '2026-03-14T21:26:53.589Z' },
  },
  errors: [
    { as: 'stranger', body: { credential: lateAnswer }, ...over },
    { as: 'stranger', body: { credential: lateAnswer }, ...refused },
    {
      as: 'stranger',
      body: { credential: lateAnswer },
      status: 422,
      code: 'passkey-unknown',
      elsewhere: true,
      when: 'The site does not know the passkey; it may have been removed.',
    },
    {
      as: 'stranger',
      body: { credential: lateAnswer },
      status: 403,
      code: 'account-suspended',
      elsewhere: true,
      when: 'The answer is right and the account is suspended. Likewise account-quarantined and account-leaving.',
    },
  ],
}

export const askToConfirm: Examples = {
  success: { as: 'passkey-owner', status: 200, reply: { ...requestOptions, allowCredentials: passkeyExamples.known } },
  errors: [{ as: 'member', ...unavailable }],
}

export const confirm: Examples = {
  success: { as: 'passkey-owner', body: { credential: answers.signed }, status: 204 },
  errors: [
    { as: 'member', body: { credential: lateAnswer }, ...over },
    { as: 'member', body: { credential: lateAnswer }, ...refused },
  ],
}

const flow = '7c4d1e92-6a3f-4b85-8e07-9d2b5c1f3a68'

const flowOver = {
  as: 'stranger',
  params: { flow },
  status: 409,
  code: 'sign-in-over',
  when: 'The sign-in took too long, was finished, or belongs to another browser.',
} as const

export const askForSecondFactor: Examples = {
  success: {
    as: 'passkey-due',
    params: { flow },
    status: 200,
    reply: { ...requestOptions, allowCredentials: passkeyExamples.known },
  },
  errors: [flowOver],
}

export const secondFactor: Examples = {
  success: {
    as: 'passkey-due',
    params: { flow },
    body: { credential: answers.signed },
    status: 201,
    reply: { account: { ...irisAccount, lastSignInAt: null }, expiresAt: '2026-03-14T21:26:53.589Z' },
  },
  errors: [
    { ...flowOver, body: { credential: lateAnswer } },
    { as: 'passkey-due', params: { flow }, body: { credential: lateAnswer }, ...over },
    { as: 'passkey-due', params: { flow }, body: { credential: lateAnswer }, ...refused },
  ],
}

export const secondFactorByCode: Examples = {
  success: {
    as: 'code-due',
    params: { flow },
    body: { code: exampleCode, trustBrowser: true },
    status: 201,
    reply: {
      account: {
        ...exampleAccount,
        username: 'otto',
        email: 'otto@example.org',
        firstName: 'Otto',
        lastName: 'Lee',
        displayName: 'Otto Lee',
        lastSignInAt: null,
      },
      expiresAt: '2026-03-14T21:26:53.589Z',
    },
  },
  errors: [
    {
      as: 'code-due',
      params: { flow },
      body: { code: '000000' },
      status: 422,
      code: 'input-invalid',
      when: 'The code is wrong, or was used already.',
      errors: [{ pointer: '/code', code: 'code-wrong' }],
    },
    { ...flowOver, body: { code: exampleCode } },
  ],
}
