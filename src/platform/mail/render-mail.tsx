import type { ComponentChildren } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { Locale } from '../texts/locale.ts'
import type { Block, MailBrand, MailContent } from './content.ts'
import { buttonStyle, inTheDark, lampStyle, style } from './mail-style.ts'
import { type MailTexts, mailTexts } from './texts/index.ts'

type Shared = { readonly brand: MailBrand; readonly t: MailTexts }

const layout = { role: 'presentation', cellspacing: '0', cellpadding: '0' } as const

/** The lamp over the door, drawn without an image: nothing is loaded, and nobody learns that the mail was opened. */
function Lamp({ brand }: { brand: MailBrand }) {
  const { rim, bulb } = lampStyle(brand)
  return (
    <div aria-hidden="true">
      <div style={style.cord} class="shade" />
      <div style={style.shade} class="shade" />
      <div style={rim} />
      <div style={bulb} />
    </div>
  )
}

const Facts = ({ rows }: { rows: readonly (readonly [string, string])[] }) => (
  <table {...layout} style={style.facts} class="line">
    {rows.map(([label, value]) => (
      <tr>
        <td style={style.label} class="pale line">
          {label}
        </td>
        <td style={style.value} class="line" dir="auto">
          {value}
        </td>
      </tr>
    ))}
  </table>
)

const Button = ({ block, brand, t }: Shared & { block: Extract<Block, { kind: 'button' }> }) => (
  <>
    <p style={style.action}>
      <a href={block.href} style={buttonStyle(brand)}>
        {block.label}
      </a>
    </p>
    <p style={style.small} class="pale">
      {t.orCopy()}
      <br />
      {block.href}
    </p>
  </>
)

function Part({ block, ...shared }: Shared & { block: Block }) {
  if (block.kind === 'button') return <Button block={block} {...shared} />
  if (block.kind === 'facts') return <Facts rows={block.rows} />
  if (block.kind === 'text') return <p style={style.text}>{block.text}</p>
  return (
    <p style={style[block.kind]} class="well">
      {block.kind === 'code' ? block.code : block.text}
    </p>
  )
}

const Frame = ({ lang, title, children }: { lang: string; title: string; children: ComponentChildren }) => (
  <html lang={lang}>
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width" />
      <meta name="color-scheme" content="light dark" />
      <title>{title}</title>
      {/* A constant of ours: nothing that somebody typed. */}
      <style dangerouslySetInnerHTML={{ __html: inTheDark }} />
    </head>
    <body style={style.page} class="page">
      {children}
    </body>
  </html>
)

const Card = ({ content, ...shared }: Shared & { content: MailContent }) => (
  <table {...layout} style={style.card} class="card">
    <tr>
      <td style={style.inside} class="ink inside">
        <p style={style.site} class="pale">
          {shared.brand.siteName}
        </p>
        <h1 style={style.title}>{content.subject}</h1>
        {content.blocks.map((block) => (
          <Part block={block} {...shared} />
        ))}
      </td>
    </tr>
  </table>
)

const Foot = ({ brand, t }: Shared) => (
  <p style={style.foot} class="pale">
    {t.why({ site: brand.siteName })}
    <br />
    <a href={brand.siteUrl} style={style.link}>
      {brand.siteUrl}
    </a>
  </p>
)

const Html = ({ content, locale, ...shared }: Shared & { content: MailContent; locale: Locale }) => (
  <Frame lang={locale} title={content.subject}>
    <div style={style.hidden}>{content.preview}</div>
    <table {...layout} style={style.outside} class="page">
      <tr>
        <td style={style.middle}>
          <Lamp brand={shared.brand} />
          <Card content={content} {...shared} />
          <Foot {...shared} />
        </td>
      </tr>
    </table>
  </Frame>
)

function lineOf(block: Block): string {
  if (block.kind === 'button') return `${block.label}:\n${block.href}`
  if (block.kind === 'facts') return block.rows.map(([label, value]) => `${label}: ${value}`).join('\n')
  return block.kind === 'code' ? `    ${block.code}` : block.text
}

/** Both parts of a mail, from the same blocks in the same order. Everything that somebody typed is escaped in the HTML. */
export function renderMail(
  content: MailContent,
  { brand, locale }: { brand: MailBrand; locale: Locale },
): { text: string; html: string } {
  const t = mailTexts(locale)
  const foot = `-- \n${t.why({ site: brand.siteName })}\n${brand.siteUrl}\n`
  return {
    text: [...content.blocks.map(lineOf), foot].join('\n\n'),
    html: `<!doctype html>${renderToString(<Html content={content} locale={locale} brand={brand} t={t} />)}`,
  }
}
