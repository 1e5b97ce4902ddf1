import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'
import { installPackages } from './apt.ts'
import { needs } from './needs.ts'

const systemPaths = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

const ownOfPlaywright = () => {
  const path = chromium.executablePath()
  return existsSync(path) ? path : undefined
}

/** The system's Chromium, else Playwright's own, else one installed by apt-get where that is allowed; undefined where there is none. */
function findChromium(): string | undefined {
  const found = () => systemPaths.find((path) => existsSync(path)) ?? ownOfPlaywright()
  if (!found()) {
    const asked = process.env.PORCHLIGHT_INSTALL_BROWSER === '1'
    installPackages(['chromium', 'fonts-liberation'], { asked })
  }
  return found()
}

const executablePath = findChromium()

/** Whether journeys can run; says what to install where not, and fails under CI. */
export const hasChromium: boolean = needs(
  'a browser: install Chromium (apt-get install chromium), or run as root with PORCHLIGHT_INSTALL_BROWSER=1',
  executablePath !== undefined,
)

/** Starts the browser, with further switches where a test needs them; the caller closes it. */
export const launchChromium = (switches: readonly string[] = []): Promise<Browser> =>
  chromium.launch({
    executablePath: executablePath as string,
    chromiumSandbox: false,
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...switches,
    ],
  })
