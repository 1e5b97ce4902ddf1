import type { Browser, Reply } from './browser.ts'

const attributes = '((?: [\\w-]+(?:="[^"]*")?)*)'

const plain = (html: string) =>
  html.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

const attribute = (tag: string | undefined, name: string): string =>
  plain(new RegExp(` ${name}="([^"]*)"`).exec(tag ?? '')?.[1] ?? '')

const elements = (html: string, name: string) => [
  ...html.matchAll(new RegExp(`<${name}${attributes}>(.*?)</${name}>`, 'gs')),
]

/** What a browser would post from the form of a page with this action: its fields as they are shown, then the changes a person makes. */
export function fillForm(html: string, action: string, changes: Record<string, string> = {}): Record<string, string> {
  const form = elements(html, 'form').find(([, tag]) => attribute(tag, 'action') === action)?.[2]
  if (form === undefined) throw new Error(`the page has no form for ${action}`)
  const inputs = [...form.matchAll(new RegExp(`<input${attributes}/>`, 'g'))]
    .filter(([, tag]) => !/ type="(checkbox|radio)"/.test(tag ?? '') || / checked/.test(tag ?? ''))
    .map(([, tag]) => [attribute(tag, 'name'), attribute(tag, 'value')])
  const areas = elements(form, 'textarea').map(([, tag, text]) => [
    attribute(tag, 'name'),
    plain(text ?? '').replace(/\r?\n/g, '\r\n'),
  ])
  const selects = elements(form, 'select').map(([, tag, options]) => {
    const chosen = elements(options ?? '', 'option').find(([, option]) => / selected/.test(option ?? ''))
    return [attribute(tag, 'name'), attribute(chosen?.[1], 'value')]
  })
  // What has no name is there to be read, and is not sent.
  const sent = [...inputs, ...areas, ...selects].filter(([name]) => name !== '')
  return { ...Object.fromEntries(sent), ...changes }
}

/** Posts a form of a page as a browser would, from the page as it is now or from `html`, an older copy of it. */
export async function sendForm(
  browser: Browser,
  {
    page,
    action,
    changes = {},
    html,
  }: { page: string; action: string; changes?: Record<string, string>; html?: string },
): Promise<Reply> {
  return browser.post(action, fillForm(html ?? (await browser.get(page)).text, action, changes))
}
