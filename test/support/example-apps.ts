import { findAccountByLogin } from '../../src/features/accounts/index.ts'
import { exampleCode } from '../../src/features/sign-in/enrollment-examples.ts'
import { anotherBrowser } from './another-browser.ts'
import { appOf, giveApp } from './apps.ts'
import type { Browser } from './browser.ts'
import type { TestServer } from './server.ts'

type Asked = { readonly browser: Browser; readonly path: string }

/** Otto, who has an app, and whoever sets one up. */
export type ExampleApps = {
  signIn(): Promise<Browser>
  /** The body of an example with the code that the app shows now, in the place of the one that stands for it. */
  answered(body: unknown, asked: Asked): Promise<unknown>
}

/** Gives Otto of the examples his app. */
export async function makeExampleApps(server: TestServer): Promise<ExampleApps> {
  const otto = await findAccountByLogin(server.database.db, 'otto')
  if (!otto) throw new Error('the examples have no Otto')
  const app = await giveApp(server, otto.id)
  return {
    signIn: async () => (await anotherBrowser(server, otto)).browser,
    async answered(body, { browser, path }) {
      if ((body as { code?: unknown } | undefined)?.code !== exampleCode) return body
      const reply = path.endsWith('/enrollment')
        ? await browser.get(path)
        : path === '/api/account/authenticator'
          ? await browser.api('POST', `${path}/enrollment`)
          : null
      // Where there is nothing to set up, any code is as good.
      const shown = reply && reply.status < 300 ? appOf(server, reply.json<{ secret: string }>().secret) : app
      return { ...(body as object), code: shown.code() }
    },
  }
}
