import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { packageRoot } from '../../src/platform/package-root.ts'
import { Browser } from '../support/browser.ts'
import { freePort } from '../support/free-port.ts'
import { registrationByApi } from './person.ts'

/** Without a mail server the mail that proves the address is kept, and its link is in the terminal. */
async function signUp(browser: Browser, said: () => string): Promise<void> {
  expect((await browser.api('POST', '/api/accounts', registrationByApi('kit'))).status).toBe(202)
  const link = await vi.waitFor(() => {
    const [found] = said().match(/http:\S+verify\S*token=\S+/) ?? []
    if (!found) throw new Error(`no link:\n${said()}`)
    return found
  }, 20_000)
  const swapped = await browser.get(link.slice(browser.origin.length))
  const place = swapped.headers.get('location') ?? ''
  expect((await browser.get(place)).text).toContain('Confirm and sign in')
  expect((await browser.post(place, {})).headers.get('location')).toBe('/account')
  expect((await browser.get('/account')).status).toBe(200)
}

test('a server with no environment at all, started by whole paths, serves a person and ends cleanly', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'porchlight-bare-'))
  const port = await freePort()
  // The one thing that must differ from the defaults: somebody else may listen on 3000.
  await writeFile(join(folder, '.env'), `PORT=${port}\n`)
  const child = spawn('/usr/bin/env', ['-i', process.execPath, join(packageRoot, 'dist/main.js'), 'serve'], {
    cwd: folder,
    env: {},
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  const isOn = new Promise<void>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      said += chunk
      if (said.includes(`Porchlight is on at http://localhost:${port}`)) resolve()
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    child.once('close', () => reject(new Error(`it ended:\n${said}`)))
  })
  const ended = once(child, 'close')
  try {
    await isOn
    const origin = `http://localhost:${port}`
    const page = await fetch(`${origin}/register`)
    expect(page.status).toBe(200)
    const style = /href="([^"]+\.css)"/.exec(await page.text())?.[1]
    expect((await fetch(origin + style)).headers.get('content-type')).toContain('text/css')
    await signUp(new Browser(origin), () => said)
    expect(said).toContain(join(folder, 'data'))
  } finally {
    child.kill('SIGTERM')
    expect(await ended).toEqual([0, null])
    await rm(folder, { recursive: true, force: true })
  }
})
