import type { Examples } from '../../../platform/http/examples.ts'
import { passkeyExamples } from './example-answers.ts'

const { answers: exampleAnswers, challenge, known, unavailable } = passkeyExamples

const passkey = {
  id: '6e2b9d47-1c58-4a03-8f7d-5a9e3c0b6d21',
  name: 'Workshop YubiKey',
  authenticator: 'YubiKey 5',
  syncs: false,
  backedUp: false,
  createdAt: '2026-03-14T09:26:53.589Z',
  lastUsedAt: null,
}
const nobodys = '00000000-0000-4000-8000-000000000000'

const notRecent = {
  status: 403,
  code: 'identity-not-recent',
  when: 'The person last proved to be it more than 15 minutes ago.',
} as const

export const listPasskeys: Examples = {
  success: { as: 'passkey-owner', status: 200, reply: { items: [passkey], nextCursor: null } },
}

export const askForNew: Examples = {
  success: {
    as: 'passkey-owner',
    status: 200,
    reply: {
      challenge,
      rp: { id: 'localhost', name: 'Kev’s Robots' },
      user: { id: exampleAnswers.signed.response.userHandle, name: 'iris', displayName: 'Iris Lee' },
      pubKeyCredParams: [{ type: 'public-key', alg: -8 }],
      timeout: 300_000,
      attestation: 'none',
      excludeCredentials: known,
      authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
    },
  },
  errors: [
    { as: 'member-an-hour-later', ...notRecent },
    { as: 'member', ...unavailable },
  ],
}

export const addPasskey: Examples = {
  success: {
    as: 'passkey-owner',
    body: { credential: exampleAnswers.created, name: 'Garden gate' },
    status: 201,
    reply: { ...passkey, name: 'Garden gate', authenticator: null, backupCodes: null },
  },
  errors: [
    {
      as: 'member',
      body: { credential: { ...exampleAnswers.created } },
      status: 409,
      code: 'passkey-over',
      when: 'The challenge ran out, was answered already, or is another session’s.',
    },
    {
      as: 'passkey-owner',
      body: { credential: exampleAnswers.created, name: '' },
      status: 422,
      code: 'input-invalid',
      when: 'The name is empty, too long or cannot be read.',
      errors: [{ pointer: '/name', code: 'missing' }],
    },
    {
      as: 'member',
      body: { credential: exampleAnswers.created },
      status: 422,
      code: 'passkey-refused',
      elsewhere: true,
      when: 'The answer does not fit: another origin, nobody whom the authenticator knows, a certificate that was not asked for.',
    },
    {
      as: 'member',
      body: { credential: exampleAnswers.created },
      status: 409,
      code: 'passkey-known',
      elsewhere: true,
      when: 'The passkey is registered here already.',
    },
    {
      as: 'member',
      body: { credential: exampleAnswers.created },
      status: 409,
      code: 'passkeys-full',
      elsewhere: true,
      when: 'The account has 20 passkeys.',
    },
    { as: 'member-an-hour-later', body: { credential: { ...exampleAnswers.created } }, ...notRecent },
  ],
}

export const renamePasskey: Examples = {
  success: { as: 'passkey-owner', params: { id: passkey.id }, body: { name: 'Workshop YubiKey' }, status: 204 },
  errors: [
    {
      as: 'member',
      params: { id: nobodys },
      body: { name: 'Shed' },
      status: 404,
      code: 'passkey-not-found',
      when: 'The account has no such passkey.',
    },
    {
      as: 'passkey-owner',
      params: { id: passkey.id },
      body: { name: ' ' },
      status: 422,
      code: 'input-invalid',
      when: 'The name is empty, too long or cannot be read.',
      errors: [{ pointer: '/name', code: 'missing' }],
    },
  ],
}

export const removePasskey: Examples = {
  success: { as: 'passkey-owner', params: { id: passkey.id }, status: 204 },
  errors: [
    {
      as: 'member',
      params: { id: nobodys },
      status: 404,
      code: 'passkey-not-found',
      when: 'The account has no such passkey.',
    },
    {
      as: 'member',
      params: { id: passkey.id },
      status: 409,
      code: 'last-way-in',
      elsewhere: true,
      when: 'The account has no password, and this is its last passkey.',
    },
    {
      as: 'member',
      params: { id: passkey.id },
      status: 409,
      code: 'factor-required',
      elsewhere: true,
      when: 'The person must have a second factor (TWO_FACTOR_POLICY), and this is the last.',
    },
    { as: 'member-an-hour-later', params: { id: passkey.id }, ...notRecent },
  ],
}
