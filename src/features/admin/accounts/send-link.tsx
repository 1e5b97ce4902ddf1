import { pageOf, sendPage } from '../../../platform/http/page.ts'
import type { Account } from '../../accounts/index.ts'
import type { PasswordLink } from '../../recovery/index.ts'
import { type LinkKind, LinkPage } from './link-view.tsx'
import { linkUrl } from './opening-link.ts'
import { accountsTexts } from './texts/index.ts'

type Reply = Parameters<typeof sendPage>[0]
type Made = { readonly account: Account; readonly link: PasswordLink; readonly kind: LinkKind }

/** Shows a link, once. Not after a redirect: whatever kept it for the next page would be one place more that knows it. */
export function sendLink(reply: Reply, { account, link, kind }: Made): Reply {
  const { locale, timeZone } = reply.request.scope
  const shown = { account, kind, expiresAt: link.expiresAt, url: linkUrl(reply.server.site, link) }
  return sendPage(reply, {
    title: accountsTexts(locale, timeZone).linkLabel(),
    styles: ['admin.css'],
    body: <LinkPage page={pageOf(reply.request)} {...shown} />,
  })
}
