import axe from 'axe-core'
import type { Page, Request, Response } from 'playwright-core'

type Window = { readonly axe: typeof axe; shifts: string[]; violations: string[] }

/** An entry of `layout-shift` (Layout Instability API), of which TypeScript does not know. */
type LayoutShift = {
  readonly value: number
  readonly sources: readonly {
    readonly node: Node | null
    readonly previousRect: DOMRectReadOnly
    readonly currentRect: DOMRectReadOnly
  }[]
}

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice']

/** What went over the wire for the page that is open, and what the browser complained of. */
export type Watch = {
  /** Of the document, by the last navigation. */
  response(): Response
  /** Bytes, headers included, of everything that the page loaded. */
  weight(): Promise<number>
  complaints(): Promise<string[]>
  /** Each layout shift, with what moved. */
  shifts(): Promise<string[]>
}

/** Watches a page from before its first navigation on. Each navigation starts the count again. */
export async function watch(page: Page): Promise<Watch> {
  let requests: Request[] = []
  let complaints: string[] = []
  page.on('request', (request) => {
    if (request.isNavigationRequest()) {
      requests = []
      complaints = []
    }
    requests.push(request)
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    // The browser says so of every page that is an answer to a mistake.
    const ofPage = message.location().url === page.url() && message.text().startsWith('Failed to load resource')
    if (message.type() === 'error' && !ofPage) complaints.push(message.text())
  })
  await page.addInitScript(() => {
    const here = window as unknown as Window
    here.shifts = []
    here.violations = []
    addEventListener('securitypolicyviolation', ({ blockedURI, violatedDirective }) =>
      here.violations.push(`${violatedDirective}: ${blockedURI}`),
    )
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as unknown as LayoutShift[]) {
        const moved = entry.sources.map(({ node, previousRect: from, currentRect: to }) => {
          const element = node instanceof Element ? node : node?.parentElement
          const name = `${element?.localName}.${element?.className}`
          return `${name} from ${from.x},${from.y} ${from.width}×${from.height} to ${to.x},${to.y} ${to.width}×${to.height}`
        })
        here.shifts.push(`${entry.value}: ${moved.join('; ')}`)
      }
    }).observe({ type: 'layout-shift', buffered: true })
  })
  const document = () => requests.find((request) => request.isNavigationRequest())
  let last: Response | null = null
  page.on('response', (response) => {
    if (response.request().isNavigationRequest()) last = response
  })
  return {
    response: () => {
      if (!last || !document()) throw new Error('nothing was opened')
      return last
    },
    weight: async () => {
      const sizes = await Promise.all(requests.map((request) => request.sizes()))
      return sizes.reduce((sum, size) => sum + size.responseBodySize + size.responseHeadersSize, 0)
    },
    complaints: async () => [...complaints, ...(await page.evaluate(() => (window as unknown as Window).violations))],
    shifts: () => page.evaluate(() => (window as unknown as Window).shifts),
  }
}

/** What axe finds on the page as it stands: everything, or contrast alone where only the colors changed. */
export async function findFaults(page: Page, only?: 'contrast'): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  const { violations, passes } = await page.evaluate(
    ({ tags, contrast }) => {
      for (const details of document.querySelectorAll('details')) details.open = true
      return (window as unknown as Window).axe.run(document, {
        resultTypes: ['violations'],
        ...(contrast
          ? { runOnly: { type: 'rule', values: ['color-contrast'] } }
          : { runOnly: { type: 'tag', values: tags }, rules: { 'target-size': { enabled: true } } }),
      })
    },
    { tags: rules, contrast: only === 'contrast' },
  )
  if (passes.length === 0) throw new Error('axe had nothing to look at')
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}
