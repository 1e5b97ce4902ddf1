import { type Check, failed, passed } from '../../platform/preflight/check.ts'
import { readApi } from '../../platform/preflight/operations.ts'

const oneWayOut: Check<unknown> = {
  id: 'critical.09',
  name: 'one-deletion',
  title: 'There is one way to delete the own account, and strangers do not get at it',
  async run({ web }) {
    const { operations } = await readApi(web())
    const ways = operations.filter(
      ({ call }) => /^(DELETE|POST) \/api\/accounts?(\/delete)?$/.test(call) && !/^POST \/api\/accounts$/.test(call),
    )
    const { status } = await web().ask('/account/leave')
    const evidence = `the API has ${ways.map(({ call }) => call).join(', ') || 'none'}; a stranger at /account/leave gets ${status}`
    return ways.length === 1 && status === 303
      ? passed(evidence)
      : failed(
          evidence,
          'Another release than this one answers there, or something in front of it: ask the server itself with --url.',
        )
  },
}

/** What preflight looks at. */
export const checks: readonly Check<unknown>[] = [oneWayOut]
