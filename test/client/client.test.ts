import { afterAll, beforeAll, expect, it } from 'vitest'
import { createClient } from '../../client/index.ts'
import { fetchWithCookies } from '../support/cookie-jar.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const person = {
  firstName: 'Kev',
  lastName: 'McAleer',
  username: 'kev',
  email: 'kev@example.org',
  password: 'Lantern-over-7-steps',
  acceptTerms: true,
}

it('registers, reads the account and signs out', async () => {
  const client = createClient({ baseUrl: server.origin, fetch: fetchWithCookies() })
  const registered = await client.POST('/api/accounts', { body: person })
  expect(registered.response.status).toBe(201)
  expect(registered.data).toMatchObject({ username: 'kev' })

  const read = await client.GET('/api/session')
  expect(read.data?.account.email).toBe('kev@example.org')

  expect((await client.DELETE('/api/session')).response.status).toBe(204)
  const after = await client.GET('/api/session')
  expect(after.error?.code).toBe('not-signed-in')
})

it('brings errors back as values, with the field they are about', async () => {
  const client = createClient({ baseUrl: server.origin })
  const { error } = await client.POST('/api/accounts', {
    body: { ...person, username: 'k', email: 'kev2@example.org' },
  })
  expect(error?.status).toBe(422)
  expect(error?.errors?.map(({ pointer }) => pointer)).toEqual(['/username'])
})

it('is refused under the name of another site', async () => {
  const client = createClient({ baseUrl: server.origin, origin: 'https://elsewhere.example' })
  const { error } = await client.POST('/api/sessions', { body: { login: 'kev', password: person.password } })
  expect(error?.code).toBe('cross-site')
})
