import type { ComponentChildren } from 'preact'
import { LinkButton } from './button.tsx'
import { Icon } from './icon.tsx'
import type { PageContext } from './page-context.ts'
import { htmlTexts } from './texts/index.ts'

type PagesProps = {
  page: PageContext
  /** Addresses from `page.href`; null at the dead end. */
  newer: string | null
  older: string | null
}

/** Keyset pages have no numbers, only a direction. Nothing is shown when there is neither. */
export function Pages({ page, newer, older }: PagesProps) {
  if (newer === null && older === null) return null
  const t = htmlTexts(page.locale, page.timeZone)
  return (
    <nav class="pages" aria-label={t.pages()}>
      <Direction href={newer}>
        <Icon name="chevron-left" />
        {t.newer()}
      </Direction>
      <Direction href={older}>
        {t.older()}
        <Icon name="chevron-right" />
      </Direction>
    </nav>
  )
}

function Direction({ href, children }: { href: string | null; children: ComponentChildren }) {
  if (href !== null)
    return (
      <LinkButton small href={href}>
        {children}
      </LinkButton>
    )
  return (
    <span class="btn s" aria-disabled="true">
      {children}
    </span>
  )
}
