import type { Account } from '../../src/features/accounts/index.ts'
import { rememberDevice } from '../../src/features/devices/index.ts'
import { startSession } from '../../src/features/sessions/index.ts'
import type { Browser } from './browser.ts'
import type { TestServer } from './server.ts'

type Wishes = { readonly userAgent?: string; readonly ip?: string }

const phone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1'

/** A second browser in which the same person is signed in; by default Safari on an iPhone. */
export async function anotherBrowser(
  server: TestServer,
  account: Account,
  { userAgent = phone, ip = '198.51.100.7' }: Wishes = {},
): Promise<{ readonly browser: Browser; readonly sessionId: string }> {
  const now = server.now()
  const scope = { caller: null, requestId: 'a-test', ip, userAgent, locale: 'en', timeZone: 'UTC', now } as const
  const { token, sessionId } = await server.database.db.transaction(async (tx) => {
    const { deviceId } = await rememberDevice(tx, { deviceId: null, accountId: account.id, userAgent, now })
    return startSession(tx, scope, {
      accountId: account.id,
      role: account.role,
      kept: true,
      methods: ['password'],
      deviceId,
    })
  })
  const browser = server.browser()
  browser.ip = ip
  browser.cookies.set('porchlight', token)
  return { browser, sessionId }
}
