import { afterAll, beforeAll, expect, it } from 'vitest'
import { type OpenapiDocument, operationsOf } from '../../src/app/openapi/document.ts'
import { offer } from '../../src/features/recovery/fixtures/links.ts'
import { setPasswordPath } from '../../src/features/recovery/index.ts'
import { startTestServer, type TestServer, withMail } from '../support/server.ts'
import { courseOf, createFuzzer } from './fuzz.ts'

let server: TestServer
let fuzzer: Awaited<ReturnType<typeof createFuzzer>>
beforeAll(async () => {
  server = await startTestServer({ env: { ...withMail, EMAIL_VERIFICATION: 'before-taking-part' } })
  const { owner } = server.database
  const offerLink = async (username: string) => {
    const { rows } = await owner.query('select id from porchlight.accounts where username = $1', [username])
    return setPasswordPath(await offer(server, rows[0].id))
  }
  fuzzer = await createFuzzer({ origin: server.origin, owner, offerLink })
}, 60_000)
afterAll(() => server.stop())

// What opens only to a passkey, to a code, or to a token that a mail brought: no drawn request has one. They are sent all the same.
const opensToProofs =
  /Passkeys?$|^put(AccountsVerification|SessionsFlowsByFlow(Verification|SecondFactor|Enrollment)|AccountAuthenticator|Recovery|AccountsEmail\w+|AccountEmailConfirmation)$/
const shownToProofs = /passkey$|^\/(login\/link|not-me|welcome|verify\/(email|new-email|sign-up|undo))$/

const takesProof = /passkeys?(\/|$)|authenticator|second-factor|enroll$|verification$|^\/verify$/

const succeeded = ([answer]: readonly [string, number]) => / 2\d\d$| 303 to /.test(answer)
const nameOf = ([answer]: readonly [string, number]) => answer.replace(/ (\d{3}|hung up)( to .*)?$/, '')

it('the API answers 1,000 requests that nobody expects: no failure, no hang, no row changed by a refusal, replies as documented', async () => {
  const { fault, answers, sent } = await fuzzer.api(courseOf({ seed: 20_261_124, requests: 1_000 }))
  expect(fault).toBeNull()
  expect(sent).toBe(1_000)
  // Requests that are all refused at the door would show nothing.
  const document = (await server.browser().get('/openapi.json')).json() as unknown as OpenapiDocument
  const names = operationsOf(document).map(({ operation }) => operation.operationId)
  expect([...new Set([...answers].map(nameOf))].sort()).toEqual(names.toSorted())
  const reached = new Set([...answers].filter(succeeded).map(nameOf))
  const open = names.filter((name) => !opensToProofs.test(name))
  expect(open.length).toBeGreaterThan(names.length * 0.75)
  expect(open.filter((name) => reached.has(name)).length).toBeGreaterThan(open.length / 2)
}, 300_000)

it('pages answer 1,000 requests that no form sends: no failure, no hang, no row changed by a refusal, whole pages, none leading away', async () => {
  const { fault, answers, sent } = await fuzzer.browse(courseOf({ seed: 20_261_125, requests: 1_000 }))
  expect(fault).toBeNull()
  expect(sent).toBe(1_000)
  const posts = fuzzer.pages.filter(({ method }) => method === 'POST')
  const names = posts.map(({ method, path }) => `${method} ${path}`)
  expect([...answers].map(nameOf)).toEqual(expect.arrayContaining(names))
  // Most forms are seen by somebody, and most are accepted at times.
  const shown = posts.filter(({ path }) => !shownToProofs.test(path))
  expect(shown.length).toBeGreaterThan(posts.length * 0.75)
  expect(shown.filter(({ forms }) => forms.length > 0).length).toBeGreaterThan(shown.length * 0.8)
  // What is shown once, and a file, come in the reply itself.
  const accepted = new Set([...answers].filter(([answer]) => / 2\d\d$| 303 to (?!\/login)/.test(answer)).map(nameOf))
  const open = shown.filter(({ path }) => !takesProof.test(path))
  expect(open.length).toBeGreaterThan(posts.length * 0.6)
  expect(open.filter(({ path }) => accepted.has(`POST ${path}`)).length).toBeGreaterThan(open.length / 2)
}, 300_000)
