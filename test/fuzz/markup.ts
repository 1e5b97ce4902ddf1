/** A control of a form, as the page has it. */
export type Control = {
  readonly name: string
  /** `text`, `password`, `checkbox`, `hidden`, `select`, … */
  readonly kind: string
  readonly value: string
  /** What a browser would let somebody choose from; nothing where everything can be typed. */
  readonly choices: readonly string[]
}

export type Markup = { readonly method: string; readonly action: string; readonly controls: readonly Control[] }

const attributes = '((?:\\s[\\w-]+(?:="[^"]*")?)*)\\s?/?'

const plain = (html: string) =>
  html
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')

const attribute = (tag: string, name: string): string => plain(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '')

const elements = (html: string, name: string) =>
  [...html.matchAll(new RegExp(`<${name}${attributes}>(.*?)</${name}>`, 'gs'))].map(([, tag = '', content = '']) => ({
    tag,
    content,
  }))

function controlsIn(html: string): Control[] {
  const inputs = [...html.matchAll(new RegExp(`<(?:input|button)${attributes}>`, 'g'))].map(([, tag = '']) => ({
    name: attribute(tag, 'name'),
    kind: attribute(tag, 'type') || 'text',
    value: attribute(tag, 'value'),
    choices: [],
  }))
  const areas = elements(html, 'textarea').map(({ tag, content }) => ({
    ...{ name: attribute(tag, 'name'), kind: 'textarea', choices: [] },
    value: plain(content),
  }))
  const selects = elements(html, 'select').map(({ tag, content }) => {
    const choices = elements(content, 'option').map((option) => attribute(option.tag, 'value'))
    return { name: attribute(tag, 'name'), kind: 'select', value: choices[0] ?? '', choices }
  })
  return [...inputs, ...areas, ...selects].filter(({ name }) => name !== '')
}

/** The forms of a page. */
export const formsIn = (html: string): Markup[] =>
  elements(html, 'form').map(({ tag, content }) => ({
    method: (attribute(tag, 'method') || 'get').toUpperCase(),
    action: attribute(tag, 'action'),
    controls: controlsIn(content),
  }))

/** The names that the links of a page ask with: `cursor` of `?cursor=…`. */
export const askedIn = (html: string): string[] =>
  [...html.matchAll(/\shref="[^"?]*\?([^"#]*)"/g)].flatMap(([, query = '']) => [
    ...new URLSearchParams(plain(query)).keys(),
  ])
