import { LinkButton } from '../../../platform/html/button.tsx'
import type { PageContext } from '../../../platform/html/page-context.ts'
import { searchHref } from './address.ts'
import { eventsTexts } from './texts/index.ts'

/** Leads from an account to everything that it did or that was done to it. */
export function AllEvents({ page, accountId }: { page: PageContext; accountId: string }) {
  return (
    <div class="acts">
      <LinkButton small href={searchHref(page, { account: accountId })}>
        {eventsTexts(page.locale, page.timeZone).allOfAccount()}
      </LinkButton>
    </div>
  )
}
