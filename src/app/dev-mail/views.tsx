import { Empty } from '../../platform/html/empty.tsx'
import type { PageContext } from '../../platform/html/page-context.ts'
import { Row, Rows } from '../../platform/html/rows.tsx'
import { Shell } from '../../platform/html/shell.tsx'
import { Time } from '../../platform/html/time.tsx'
import { linksIn } from '../../platform/mail/links-in.ts'
import type { KeptMail } from '../../platform/mail/mailbox.ts'
import { devMailPath } from './door.ts'
import { devMailTexts } from './texts/index.ts'

const forms = ['html', 'text', 'source'] as const

/** In which form a mail is shown. */
export type Form = (typeof forms)[number]

/** Whether there is such a form. */
export const isForm = (value: unknown): value is Form => forms.includes(value as Form)

const hrefOf = (page: PageContext, { id }: KeptMail) => page.href(`${devMailPath}/${id}`)

type Listed = { page: PageContext; mails: readonly KeptMail[] }

/** What was kept, newest first. */
export function KeptMailsPage({ page, mails }: Listed) {
  const t = devMailTexts(page.locale, page.timeZone)
  return (
    <Shell page={page} title={t.title()} lead={t.lead()}>
      {mails.length === 0 ? (
        <Empty title={t.nothing()} text={t.nothingText()} />
      ) : (
        <Rows>
          {mails.map((mail) => (
            <Row
              key={mail.id}
              icon="mail"
              title={<a href={hrefOf(page, mail)}>{mail.subject}</a>}
              facts={
                <>
                  {mail.to.address} · <Time at={new Date(mail.keptAt)} page={page} style="relative" />
                </>
              }
            />
          ))}
        </Rows>
      )}
    </Shell>
  )
}

type Shown = { page: PageContext; mail: KeptMail; form: Form }

function Forms({ page, mail, form }: Shown) {
  const t = devMailTexts(page.locale, page.timeZone)
  const labels = { html: t.asHtml, text: t.asText, source: t.asSource }
  return (
    <nav class="tabs" aria-label={t.forms()}>
      {forms.map((one) => (
        <a key={one} href={`${hrefOf(page, mail)}?form=${one}`} aria-current={one === form ? 'page' : undefined}>
          {labels[one]()}
        </a>
      ))}
    </nav>
  )
}

function Content({ page, mail, form }: Shown) {
  if (form === 'text') return <pre class="verbatim">{mail.text}</pre>
  if (form === 'source') return <pre class="verbatim">{mail.source}</pre>
  // Neither scripts nor forms nor links that lead anywhere: what is to be opened stands under it.
  return <iframe class="mail" src={`${hrefOf(page, mail)}/content`} sandbox="" title={mail.subject} />
}

function Links({ page, mail }: Omit<Shown, 'form'>) {
  const t = devMailTexts(page.locale, page.timeZone)
  const links = linksIn(mail.text)
  if (links.length === 0) return null
  return (
    <section class="card pad stack-s" aria-labelledby="links">
      <h2 id="links">{t.links()}</h2>
      {links.map((link) => (
        <p key={link} class="wrap">
          <a href={link}>{link}</a>
        </p>
      ))}
    </section>
  )
}

/** One mail in one of its forms. */
export function KeptMailPage({ page, mail, form }: Shown) {
  const t = devMailTexts(page.locale, page.timeZone)
  const lead = (
    <>
      {t.to({ address: mail.to.address })} · <Time at={new Date(mail.keptAt)} page={page} /> ·{' '}
      <a href={page.href(devMailPath)}>{t.all()}</a>
    </>
  )
  return (
    <Shell page={page} title={mail.subject} lead={lead}>
      <Forms page={page} mail={mail} form={form} />
      <Content page={page} mail={mail} form={form} />
      <Links page={page} mail={mail} />
    </Shell>
  )
}
