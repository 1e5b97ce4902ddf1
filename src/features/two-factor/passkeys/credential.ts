import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { PasskeyRefused } from './errors.ts'

type Credential = AuthenticationResponseJSON | RegistrationResponseJSON
type Client = { readonly challenge: string; readonly crossOrigin: boolean }

/** What a form carries of an authenticator's answer. Throws PasskeyRefused where it is none. */
export function readCredential<T extends Credential>(text: string): T {
  try {
    const credential = JSON.parse(text) as Partial<T> | null
    if (typeof credential?.id === 'string' && typeof credential.response?.clientDataJSON === 'string')
      return credential as T
  } catch (cause) {
    throw new PasskeyRefused('passkey-refused', cause)
  }
  throw new PasskeyRefused('passkey-refused')
}

/** Which challenge a browser had answered. Throws PasskeyRefused for what no browser sends, and for answers given in a frame. */
export function readChallengeOf({ response }: Credential): string {
  try {
    const client = JSON.parse(Buffer.from(response.clientDataJSON, 'base64url').toString()) as Partial<Client> | null
    if (typeof client?.challenge === 'string' && client.crossOrigin !== true) return client.challenge
  } catch (cause) {
    throw new PasskeyRefused('passkey-refused', cause)
  }
  throw new PasskeyRefused('passkey-refused')
}

/** The result where what verifies an answer accepts it; it throws for whatever is wrong. Throws PasskeyRefused. */
export async function requireVerified<T extends { readonly verified: boolean }>(verify: () => Promise<T>): Promise<T> {
  const result = await verify().catch((cause) => {
    throw new PasskeyRefused('passkey-refused', cause)
  })
  if (!result.verified) throw new PasskeyRefused('passkey-refused')
  return result
}
