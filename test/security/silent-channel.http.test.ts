import { afterAll, beforeAll, expect, test } from 'vitest'
import { newPerson } from '../support/people.ts'
import { type SilentProxy, startSilentProxy } from '../support/silent-proxy.ts'
import { sameAt, startTwoNodes, type TwoNodes } from '../support/two-nodes.ts'

let nodes: TwoNodes
let proxy: SilentProxy
beforeAll(async () => {
  nodes = await startTwoNodes({
    hearBy: async (database) => {
      proxy = await startSilentProxy(database)
      return proxy.connection
    },
  })
})
afterAll(async () => {
  proxy.mend()
  await nodes.stop()
  await proxy.close()
})

test('revocation holds within 5 seconds while the notification channel is cut without a sound', async () => {
  const { here, there } = nodes
  const { browser } = await newPerson(here)
  const copy = sameAt(there, browser)
  proxy.cut()
  expect((await copy.get('/api/account')).status).toBe(200)
  const begun = performance.now()
  expect((await browser.api('DELETE', '/api/session')).status).toBe(204)
  // It does not know yet that it hears nothing: for as long as a copy lives it is wrong, and no longer.
  let lastOpened = -1
  for (;;) {
    const asked = performance.now() - begun
    if ((await copy.get('/api/account')).status === 401) break
    lastOpened = asked
  }
  expect(lastOpened).toBeGreaterThan(0)
  expect(lastOpened).toBeLessThan(5_000)
}, 20_000)

test('once the proof is overdue nothing is answered from memory', async () => {
  const { here, there } = nodes
  await expect
    .poll(() => there.logLines.some(({ msg }) => String(msg).startsWith('revocations are not heard')), {
      timeout: 20_000,
    })
    .toBe(true)
  const { browser } = await newPerson(here)
  const copy = sameAt(there, browser)
  expect((await copy.get('/api/account')).status).toBe(200)
  expect((await browser.api('DELETE', '/api/session')).status).toBe(204)
  expect((await copy.get('/api/account')).status).toBe(401)
}, 30_000)
