import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { porchlight, type ServerProcess, startServerProcess } from '../support/process.ts'
import { getExactly } from './raw-request.ts'

let server: ServerProcess
beforeAll(async () => {
  server = await startServerProcess()
})
afterAll(() => server.stop())

// The build may leave out what seems to do nothing: what is tried elsewhere with the sources is tried here as people run it.
describe('paths that cannot be decoded pass the guards of the built server, too', () => {
  test.each(['/%zz', '/%ff', '/%', '/api/users/%ed%a0%80', '/account/%c0%af'])('%s', async (path) => {
    const { status, text } = await getExactly(server, path, { accept: 'application/json' })
    expect([400, 404]).toContain(status)
    expect(text).toMatch(/^content-type: application\/problem\+json/im)
    expect(text).toMatch(/^x-content-type-options: nosniff\r$/im)
  })

  test('and an address of a database that cannot be decoded is explained', async () => {
    const url = 'postgres://someone:100%@127.0.0.1:5432/people'
    const { code, err } = await porchlight(['migrate'], { env: { DATABASE_URL: url } }).finished
    expect(code).not.toBe(0)
    expect(err).toContain('%25')
  })
})
