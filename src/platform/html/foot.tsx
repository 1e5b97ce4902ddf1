import type { PageContext } from './page-context.ts'
import { htmlTexts } from './texts/index.ts'

/** The lines under every page: back to the site, privacy, terms, and whose software this is. */
export function Foot({ page }: { page: PageContext }) {
  const t = htmlTexts(page.locale, page.timeZone)
  return (
    <footer class="foot">
      {page.site.url !== null && <a href={page.site.url}>{t.backTo({ site: new URL(page.site.url).host })}</a>}
      <a href={page.href('/privacy')}>{t.privacy()}</a>
      <a href={page.href('/terms')}>{t.terms()}</a>
      <span>{t.accountsBy()}</span>
    </footer>
  )
}
