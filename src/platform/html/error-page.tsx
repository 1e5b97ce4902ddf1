import { LinkButton } from './button.tsx'
import { Door } from './door.tsx'
import { errorWords } from './error-words.ts'
import type { PageContext } from './page-context.ts'
import { htmlTexts } from './texts/index.ts'

type ErrorPageProps = {
  page: PageContext
  status: number
  /** Instead of the status's own words. */
  title?: string | undefined
  text?: string | undefined
  /** The request id, with which the owner finds it in the log. */
  reference?: string | undefined
  retryAfterSeconds?: number | undefined
  /** What is tried again; the path of the page, if left out. Empty is the address that the browser shows. */
  again?: string | undefined
}

/** What went wrong, what to do, and one way onward. Nobody lives behind a 404, so its lamp is not lit. */
export function ErrorPage({ page, status, title, text, reference, retryAfterSeconds, again }: ErrorPageProps) {
  const words = errorWords(page, status, retryAfterSeconds)
  const t = htmlTexts(page.locale, page.timeZone)
  return (
    <Door page={page} title={title ?? words.title} lit={status !== 404}>
      <p>{text ?? words.text}</p>
      <Onward page={page} status={status} again={again ?? page.href(page.path)} />
      {reference !== undefined && <p class="muted small">{t.reference({ reference })}</p>}
    </Door>
  )
}

const worthRepeating = new Set([429, 500, 502, 503, 504])

/** What may work in a moment is tried again; else it leads to the account, to the site, or to sign in, whichever there is. */
function Onward({ page, status, again }: { page: PageContext; status: number; again: string }) {
  const t = htmlTexts(page.locale, page.timeZone)
  const [href, words] = worthRepeating.has(status)
    ? [again, t.tryAgain()]
    : page.caller
      ? [page.href('/account'), t.toYourAccount()]
      : page.site.url !== null && status !== 401
        ? [page.site.url, t.backTo({ site: new URL(page.site.url).host })]
        : [page.href('/login'), t.signIn()]
  return (
    <LinkButton kind="primary" full href={href}>
      {words}
    </LinkButton>
  )
}
