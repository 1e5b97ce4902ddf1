const challenge = 'q1rP0v6sQ2m3kTqkU0e9RgGZSk9hDQG6bq1xN7cV2uYw4tL8pE5oHj3fXzKdMiWsCyBnTrAv'
const credentialId = 'kZ3v1y8eSBu2m0s5t7w9xQ'
const clientDataJSON = (type: string) =>
  Buffer.from(JSON.stringify({ type, challenge, origin: 'http://localhost:3000' })).toString('base64url')

const credential = { id: credentialId, rawId: credentialId, type: 'public-key' }

/** An authenticator's answers. Those to living challenges differ at each run: a test takes its own in their place. */
const exampleAnswers = {
  created: {
    ...credential,
    response: {
      clientDataJSON: clientDataJSON('webauthn.create'),
      attestationObject: 'o2NmbXRkbm9uZWdhdHRTdG10oGhhdXRoRGF0YQ',
      transports: ['usb'],
    },
  },
  signed: {
    ...credential,
    response: {
      clientDataJSON: clientDataJSON('webauthn.get'),
      authenticatorData: 'SZYN5YgOjGh0NBcPZHZgW4_krrmihjLHmVzzuoMdl2MFAAAAAQ',
      signature: 'MEUCIQDxq3T0x7n1i3mZk9y2',
      userHandle: 'b0nZ3mU8fXq2Lr5vKc7tYwA1sDjEhGp4oRi6zBxNMuQ',
    },
  },
} as const

/** An answer to a challenge that ran out long ago. */
const lateAnswer = { ...exampleAnswers.signed, type: 'public-key' as const }

/** What a browser is to ask for, where anybody may answer. */
const requestOptions = {
  challenge,
  rpId: 'localhost',
  timeout: 300_000,
  userVerification: 'required',
  allowCredentials: [],
}

const unavailable = {
  status: 404,
  code: 'passkeys-unavailable',
  elsewhere: true,
  when: 'The address of the site is a number, or it is reached without TLS: browsers have no passkeys for it.',
} as const

/** What examples of signing in with passkeys are made of. */
export const passkeyExamples = {
  challenge,
  answers: exampleAnswers,
  lateAnswer,
  requestOptions,
  known: [{ type: 'public-key', id: credentialId, transports: ['usb'] }],
  unavailable,
}
