import { type Check, failed, passed } from '../../platform/preflight/check.ts'
import { readApi } from '../../platform/preflight/operations.ts'

const wanted = ['GET /api/account/sessions', 'DELETE /api/account/sessions', 'DELETE /api/account/sessions/{id}']

const sessionsInHand: Check<unknown> = {
  id: 'nice.03',
  name: 'sessions-in-hand',
  title: 'People see where they are signed in, and end it',
  async run({ web }) {
    const { operations } = await readApi(web())
    const missing = wanted.filter((call) => !operations.some((operation) => operation.call === call))
    return missing.length === 0
      ? passed(`the API has ${wanted.join(', ')}`)
      : failed(
          `the API lacks ${missing.join(', ')}`,
          'Another release than this one answers there: ask the server itself with --url.',
        )
  },
}

/** What preflight looks at. */
export const checks: readonly Check<unknown>[] = [sessionsInHand]
