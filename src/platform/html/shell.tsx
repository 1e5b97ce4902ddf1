import type { ComponentChildren } from 'preact'
import { Avatar } from './avatar.tsx'
import { Title } from './door.tsx'
import { Foot } from './foot.tsx'
import { Icon } from './icon.tsx'
import { LampMark } from './lamp.tsx'
import { languageTag, type NavigationItem, type PageContext } from './page-context.ts'
import { plainList } from './plain-list.ts'
import { htmlTexts } from './texts/index.ts'

type ShellProps = {
  page: PageContext
  title: string
  lead?: ComponentChildren
  /** The one thing that people come to do, beside the title: a primary `LinkButton`. */
  action?: ComponentChildren
  /** A `Notice` about what just happened. */
  notice?: ComponentChildren
  children: ComponentChildren
}

/** Account pages with their navigation; without a caller the same page without it (terms, privacy, profiles). */
export function Shell({ page, title, lead, action, notice, children }: ShellProps) {
  return (
    <>
      <a class="skip btn" href="#main">
        {htmlTexts(page.locale, page.timeZone).skipToContent()}
      </a>
      <div class="shell">
        <Top page={page} />
        {page.caller && <Navigation page={page} />}
        <main class="main" id="main">
          {action ? (
            <div class="spread">
              <Title title={title} lead={lead} />
              {action}
            </div>
          ) : (
            <Title title={title} lead={lead} />
          )}
          {notice}
          <div class="sections">{children}</div>
        </main>
        <Foot page={page} />
      </div>
    </>
  )
}

function Top({ page }: { page: PageContext }) {
  const t = htmlTexts(page.locale, page.timeZone)
  return (
    <header class="top">
      <a class="brand" href={page.href('/')}>
        <LampMark />
        <span>{page.site.name}</span>
      </a>
      {page.caller ? (
        <>
          <a class="me" href={page.href(`/users/${encodeURIComponent(page.caller.username)}`)}>
            <span dir="auto">{page.caller.displayName}</span>
            <Avatar name={page.caller.displayName} />
            <span class="sr">{t.yourProfile()}</span>
          </a>
          <button class="btn s menu" type="button" popovertarget="nav">
            <Icon name="menu" />
            {t.menu()}
          </button>
        </>
      ) : (
        <a class="btn s" href={page.href('/login')}>
          {t.signIn()}
        </a>
      )}
    </header>
  )
}

/** The item that covers the page, whose address is its own or, for pages below one, the longest that it begins with. */
function currentItem(page: PageContext): NavigationItem | undefined {
  const covering = page.navigation.find(({ covers }) => covers?.includes(page.path))
  if (covering) return covering
  return page.navigation
    .filter(({ href }) => page.path === href || page.path.startsWith(`${href}/`))
    .sort((a, b) => b.href.length - a.href.length)[0]
}

function Navigation({ page }: { page: PageContext }) {
  const t = htmlTexts(page.locale, page.timeZone)
  const current = currentItem(page)
  const items: NavigationItem[] = [...page.navigation, { href: '/logout', label: t.signOut(), icon: 'sign-out' }]
  return (
    <nav class="nav" id="nav" popover="auto" aria-label={t.navigation()}>
      <ul {...plainList}>
        {items.map((item) => (
          <li key={item.href}>
            <a
              href={page.href(item.href)}
              aria-current={item === current ? (item.href === page.path ? 'page' : 'true') : undefined}
            >
              <Icon name={item.icon} />
              {item.label}
              {item.count !== undefined && <span class="count">{item.count.toLocaleString(languageTag(page))}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
