import type { ComponentChild } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { languageTag, type PageContext } from './page-context.ts'
import { htmlTexts } from './texts/index.ts'

type DocumentContent = {
  title: string
  /** After a form that failed: the title begins with "Error:", which is the first thing a screen reader says. */
  failed?: boolean | undefined
  body: ComponentChild
  /** Names of built style sheets besides that of every page. */
  styles?: readonly string[] | undefined
  /** Names of built scripts, such as `password-field.js`. */
  islands?: readonly string[] | undefined
}

/** The whole page, from doctype to the last tag. It holds no inline script or style: the policy of the pages forbids them. */
export function renderDocument(page: PageContext, content: DocumentContent): string {
  const title = content.failed
    ? htmlTexts(page.locale, page.timeZone).failedTitle({ title: content.title })
    : content.title
  const html = renderToString(
    <html lang={languageTag(page)}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} · ${page.site.name}`}</title>
        <meta name="theme-color" media="(prefers-color-scheme: light)" content="#f0f4f7" />
        <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#0f131d" />
        <link rel="icon" type="image/svg+xml" href={page.href('/icon.svg')} />
        <link rel="stylesheet" href={page.asset('porchlight.css')} />
        {content.styles?.map((name) => (
          <link key={name} rel="stylesheet" href={page.asset(name)} />
        ))}
        <link rel="stylesheet" href={page.href('/brand.css')} />
        {content.islands?.map((name) => (
          <script key={name} type="module" src={page.asset(name)} />
        ))}
      </head>
      <body>{content.body}</body>
    </html>,
  )
  return `<!doctype html>${html}`
}
