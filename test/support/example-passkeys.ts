import { passkeyExamples } from '../../src/features/two-factor/index.ts'
import { anotherBrowser } from './another-browser.ts'
import { Authenticator } from './authenticator.ts'
import type { Browser } from './browser.ts'
import { addPasskey, askAt, askForNew } from './passkeys.ts'
import { newPerson } from './people.ts'
import type { TestServer } from './server.ts'

const { answers } = passkeyExamples

type Asked = { readonly browser: Browser; readonly path: string }

/** Iris, who has a passkey, and her authenticator. */
export type ExamplePasskey = {
  signIn(): Promise<Browser>
  /** The body of an example with an answer that counts, in the place of one that stands for it. */
  answered(body: unknown, asked: Asked): Promise<unknown>
}

/** Makes Iris, with the passkey of the examples. */
export async function makeExamplePasskey(server: TestServer): Promise<ExamplePasskey> {
  const names = { username: 'iris', email: 'iris@example.org', firstName: 'Iris', lastName: 'Lee' }
  const { browser, account } = await newPerson(server, names)
  const aaguid = 'ee882879-721c-4913-9775-3dfcce97072a'
  const { authenticator } = await addPasskey(browser, { aaguid, name: 'Workshop YubiKey' })
  await server.database.owner.query(`update passkeys set id = '6e2b9d47-1c58-4a03-8f7d-5a9e3c0b6d21'`)
  return {
    signIn: async () => (await anotherBrowser(server, account)).browser,
    async answered(body, asked) {
      const credential = (body as { credential?: unknown } | undefined)?.credential
      const given =
        credential === answers.created
          ? new Authenticator(server.origin).create(await askForNew(asked.browser))
          : credential === answers.signed
            ? authenticator.get(await askAt(asked.browser, `${asked.path}-options`))
            : undefined
      return given ? { ...(body as object), credential: given } : body
    },
  }
}
