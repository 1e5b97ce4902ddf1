import { Button, LinkButton } from '../../../platform/html/button.tsx'
import { Checkbox } from '../../../platform/html/checkbox.tsx'
import { Door } from '../../../platform/html/door.tsx'
import { Form } from '../../../platform/html/form.tsx'
import type { PageContext } from '../../../platform/html/page-context.ts'
import { linkPath } from './sign-in-link.ts'
import { byLinkTexts } from './texts/index.ts'

/** The question before somebody is signed in; coming here changes nothing. */
export function SignInLinkPage({ page, username }: { page: PageContext; username: string }) {
  const t = byLinkTexts(page.locale, page.timeZone)
  return (
    <Door page={page} title={t.title()} lead={t.lead({ username, site: page.site.name })}>
      <Form action={page.href(linkPath)}>
        <Checkbox name="keepSignedIn" label={t.keepSignedIn()} checked />
        <Button kind="primary" full>
          {t.submit()}
        </Button>
      </Form>
    </Door>
  )
}

/** What every such link that does not work leads to, whatever the reason. */
export function SignInLinkOverPage({ page }: { page: PageContext }) {
  const t = byLinkTexts(page.locale, page.timeZone)
  return (
    <Door page={page} title={t.linkOverTitle()}>
      <p>{t.linkOver()}</p>
      <LinkButton kind="primary" full href={page.href('/login')}>
        {t.linkOverButton()}
      </LinkButton>
      <LinkButton kind="quiet" full href={page.href('/recover')}>
        {t.linkOverRecover()}
      </LinkButton>
    </Door>
  )
}
