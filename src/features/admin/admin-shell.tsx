import type { ComponentChildren } from 'preact'
import type { PageContext } from '../../platform/html/page-context.ts'
import { Shell } from '../../platform/html/shell.tsx'
import { type AdminTexts, adminTexts } from './texts/index.ts'

type AdminPage = { readonly href: string; readonly label: (t: AdminTexts) => string }

const overview: AdminPage = { href: '/admin', label: (t) => t.overview() }
const mail: AdminPage = { href: '/admin/mail', label: (t) => t.mail() }
const areas: readonly AdminPage[] = [
  { href: '/admin/accounts', label: (t) => t.accounts() },
  { href: '/admin/events', label: (t) => t.events() },
  mail,
]

/** A page counts to an area where it lies below it; everything else belongs to the overview. */
const areaOf = (path: string): AdminPage =>
  areas.find(({ href }) => path === href || path.startsWith(`${href}/`)) ?? overview

// Where no mail is sent its page says only that, to whoever knows its address.
const isShownOn = (page: PageContext) => (area: AdminPage) => area !== mail || page.site.mails === true

/** The second navigation: where one is among the pages for admins. */
function AdminNavigation({ page }: { page: PageContext }) {
  const t = adminTexts(page.locale, page.timeZone)
  const current = areaOf(page.path)
  return (
    <nav class="tabs" aria-label={t.navigation()}>
      {[overview, ...areas].filter(isShownOn(page)).map((area) => (
        <a
          key={area.href}
          href={page.href(area.href)}
          aria-current={area === current ? (area.href === page.path ? 'page' : 'true') : undefined}
        >
          {area.label(t)}
        </a>
      ))}
    </nav>
  )
}

type AdminShellProps = Parameters<typeof Shell>[0] & { children: ComponentChildren }

/** A page of the admin area: the shell of all account pages, with the second navigation above the contents. */
export function AdminShell({ page, children, ...shell }: AdminShellProps) {
  return (
    <Shell page={page} {...shell}>
      <AdminNavigation page={page} />
      {children}
    </Shell>
  )
}
