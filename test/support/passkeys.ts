import { Authenticator, type Tweaks } from './authenticator.ts'
import type { Browser, Reply } from './browser.ts'
import { newPerson, type Person } from './people.ts'
import type { TestServer } from './server.ts'

type CreationOptions = Parameters<Authenticator['create']>[0]
type RequestOptions = Parameters<Authenticator['get']>[0]

const optionsOf = <T>(reply: Reply): T => {
  if (reply.status !== 200) throw new Error(`no options: ${reply.status} ${reply.text}`)
  return reply.json<T & Record<string, unknown>>()
}

/** What the server asks an authenticator at one of its routes. */
export const askAt = async (browser: Browser, path: string): Promise<RequestOptions> =>
  optionsOf(await browser.api('POST', path))

/** What the server asks for a new passkey. */
export const askForNew = async (browser: Browser): Promise<CreationOptions> =>
  optionsOf(await browser.api('POST', '/api/account/passkeys/options'))

type Wishes = { readonly counts?: boolean; readonly aaguid?: string; readonly name?: string; readonly tweaks?: Tweaks }

/** Adds a passkey to whoever is signed in in this browser; what it answered, and the authenticator that has it now. */
export async function addPasskey(browser: Browser, { name, tweaks, ...wishes }: Wishes = {}) {
  const authenticator = new Authenticator(browser.origin, wishes)
  const credential = authenticator.create(await askForNew(browser), tweaks)
  const reply = await browser.api('POST', '/api/account/passkeys', { credential, ...(name ? { name } : {}) })
  return { authenticator, reply }
}

/** Somebody with a passkey, signed in, and what holds it. */
export type Owner = Person & { readonly authenticator: Authenticator }

/** Makes somebody with a passkey. */
export async function newOwner(server: TestServer, wishes: Wishes = {}): Promise<Owner> {
  const person = await newPerson(server)
  return { ...person, authenticator: (await addPasskey(person.browser, wishes)).authenticator }
}
