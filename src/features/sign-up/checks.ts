import { type Check, failed, passed } from '../../platform/preflight/check.ts'
import { readApi } from '../../platform/preflight/operations.ts'

const oneWayIn: Check<unknown> = {
  id: 'critical.08',
  name: 'one-registration',
  title: 'There is one way to register, and it takes first and last name',
  async run({ web }) {
    const { ask } = web()
    const { operations } = await readApi(web())
    const ways = operations.filter(({ call }) =>
      /^POST \/(api\/)?(auth\/register|register|accounts|users)$|^POST \/api\/\w+\/register$/.test(call),
    )
    const { status, text } = await ask('/register')
    const fields = ['firstName', 'lastName'].filter((name) => text.includes(`name="${name}"`))
    const evidence = `the API has ${ways.map(({ call }) => call).join(', ') || 'none'}; the form at /register (${status}) asks for ${fields.join(', ') || 'no names'}`
    return ways.length === 1 && fields.length === 2
      ? passed(evidence)
      : failed(
          evidence,
          'Another release than this one answers there, or something in front of it: ask the server itself with --url.',
        )
  },
}

/** What preflight looks at. */
export const checks: readonly Check<unknown>[] = [oneWayIn]
