import { Button, LinkButton } from '../../../platform/html/button.tsx'
import { Door } from '../../../platform/html/door.tsx'
import { Form } from '../../../platform/html/form.tsx'
import type { PageContext } from '../../../platform/html/page-context.ts'
import { notMePath } from './not-me-link.ts'
import { notMeTexts } from './texts/index.ts'

/** The question before everybody is signed out; coming here changes nothing. */
export function NotMePage({ page, username }: { page: PageContext; username: string }) {
  const t = notMeTexts(page.locale, page.timeZone)
  return (
    <Door page={page} title={t.title()} lead={t.lead({ username, site: page.site.name })}>
      <Form action={page.href(notMePath)}>
        <Button kind="primary" full>
          {t.submit()}
        </Button>
        <LinkButton kind="quiet" full href={page.href('/account')}>
          {t.stay()}
        </LinkButton>
      </Form>
    </Door>
  )
}

/** What every such link that does not work leads to, whatever the reason. */
export function NotMeOverPage({ page }: { page: PageContext }) {
  const t = notMeTexts(page.locale, page.timeZone)
  return (
    <Door page={page} title={t.linkOverTitle()}>
      <p>{t.linkOver()}</p>
      <LinkButton kind="primary" full href={page.href('/recover')}>
        {t.linkOverButton()}
      </LinkButton>
    </Door>
  )
}
