import { randomBytes } from 'node:crypto'
import { tokenScopes } from '../../src/features/access-tokens/index.ts'
import { Browser, type Reply } from './browser.ts'
import type { TestServer } from './server.ts'

/** A client that shows an access token and nothing of what browsers send. */
export class Program extends Browser {
  readonly token: string
  constructor(origin: string, token: string) {
    super(origin)
    this.token = token
  }

  override async send(
    method: string,
    path: string,
    { body, headers = {} }: { body?: string; headers?: Record<string, string> } = {},
  ): Promise<Reply> {
    const response = await fetch(this.origin + path, {
      method,
      redirect: 'manual',
      headers: { authorization: `Bearer ${this.token}`, 'user-agent': 'a-program/1.0', ...headers },
      ...(body === undefined ? {} : { body }),
    })
    const text = await response.text()
    return { status: response.status, headers: response.headers, text, json: () => JSON.parse(text) }
  }
}

/** A new token as its owner gets it, and a program that has it. */
export type GivenToken = { readonly id: string; readonly token: string; readonly program: Program }

type Wishes = { readonly scopes?: readonly string[]; readonly expiresInDays?: number; readonly name?: string }

/** Makes a token as somebody who has just signed in; for everything unless told otherwise. */
export async function giveToken(server: TestServer, owner: Browser, wishes: Wishes = {}): Promise<GivenToken> {
  const { scopes = tokenScopes, expiresInDays = 30, name = `Program ${randomBytes(4).toString('hex')}` } = wishes
  const made = await owner.api('POST', '/api/account/access-tokens', { name, scopes, expiresInDays })
  if (made.status !== 201) throw new Error(`no token: ${made.text}`)
  const { id, token } = made.json<{ id: string; token: string }>()
  return { id, token, program: new Program(server.origin, token) }
}
