import type { ComponentChildren } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { Locale } from '../texts/locale.ts'
import type { Block, MailBrand, MailContent } from './content.ts'
import { type MailTexts, mailTexts } from './texts/index.ts'

// Mail programs know no style sheets of their own accord, few selectors and no custom properties: styles stand at the
// elements, in colors that hold on white, and a sheet that some read turns them for the dark.
const style = {
  page: 'margin:0;padding:24px 12px;background:#f4f3f1',
  card: 'max-width:560px;margin:0 auto;background:#ffffff;border:1px solid #e0ddd8;border-radius:12px',
  inside:
    'padding:28px 28px 24px;font:16px/1.55 -apple-system,"Segoe UI",Roboto,Helvetica,Arial,sans-serif;color:#22201c',
  site: 'margin:0 0 20px;font-weight:600',
  text: 'margin:0 0 16px',
  code: 'margin:0 0 16px;font:600 28px/1.3 ui-monospace,Menlo,Consolas,monospace;letter-spacing:4px',
  label: 'padding:2px 16px 2px 0;color:#6a655c;vertical-align:top;white-space:nowrap',
  value: 'padding:2px 0;vertical-align:top;word-break:break-word',
  aside: 'margin:0 0 12px;font-size:14px;color:#5c574f',
  foot: 'margin:20px 0 0;padding-top:14px;border-top:1px solid #e0ddd8;font-size:13px;color:#6a655c',
  small: 'margin:0 0 16px;font-size:13px;color:#6a655c;word-break:break-all',
  hidden: 'display:none;max-height:0;overflow:hidden;opacity:0',
} as const

const inTheDark = `:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){.page{background:#171614!important}.card{background:#211f1c!important;border-color:#3a3732!important}
.ink{color:#f0ede8!important}.pale{color:#aaa49a!important}.line{border-color:#3a3732!important}.pale a,.ink a{color:#f0ede8!important}}`

const buttonStyle = ({ accent, onAccent }: MailBrand) =>
  `display:inline-block;padding:12px 22px;border-radius:8px;background:${accent};color:${onAccent};font-weight:600;text-decoration:none`

type Shared = { readonly brand: MailBrand; readonly t: MailTexts }

const Facts = ({ rows }: { rows: readonly (readonly [string, string])[] }) => (
  <table role="presentation" cellspacing="0" cellpadding="0" style="margin:0 0 16px;border-collapse:collapse">
    {rows.map(([label, value]) => (
      <tr>
        <td style={style.label} class="pale">
          {label}
        </td>
        <td style={style.value}>{value}</td>
      </tr>
    ))}
  </table>
)

const Button = ({ block, brand, t }: Shared & { block: Extract<Block, { kind: 'button' }> }) => (
  <>
    <p style={style.text}>
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
  if (block.kind === 'code') return <p style={style.code}>{block.code}</p>
  return (
    <p style={block.kind === 'aside' ? style.aside : style.text} class={block.kind === 'aside' ? 'pale' : undefined}>
      {block.text}
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

const Html = ({ content, locale, ...shared }: Shared & { content: MailContent; locale: Locale }) => (
  <Frame lang={locale} title={content.subject}>
    <div style={style.hidden}>{content.preview}</div>
    <div style={style.card} class="card">
      <div style={style.inside} class="ink">
        <p style={style.site}>{shared.brand.siteName}</p>
        {content.blocks.map((block) => (
          <Part block={block} {...shared} />
        ))}
        <p style={style.foot} class="pale line">
          {shared.t.why({ site: shared.brand.siteName })}
          <br />
          <a href={shared.brand.siteUrl} style="color:#6a655c">
            {shared.brand.siteUrl}
          </a>
        </p>
      </div>
    </div>
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
