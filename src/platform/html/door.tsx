import type { ComponentChildren } from 'preact'
import { Foot } from './foot.tsx'
import { Pendant } from './lamp.tsx'
import type { PageContext } from './page-context.ts'
import { htmlTexts } from './texts/index.ts'

type DoorProps = {
  page: PageContext
  title: string
  lead?: ComponentChildren
  /** 35 instead of 25 rem, for forms with pairs of fields. */
  wide?: boolean | undefined
  /** One line under the card: the other way in. */
  aside?: ComponentChildren
  /** Whether the lamp is lit; it is not where nobody lives (404). */
  lit?: boolean | undefined
  children: ComponentChildren
}

/** Sign-in, registration, recovery, errors: one card under the lamp. */
export function Door({ page, title, lead, wide, aside, lit = true, children }: DoorProps) {
  return (
    <>
      <a class="skip btn" href="#main">
        {htmlTexts(page.locale, page.timeZone).skipToContent()}
      </a>
      <div class={lit ? 'door' : 'door out'}>
        <Pendant lit={lit} />
        <main id="main" class={wide ? 'wide' : undefined}>
          <div class="card stack">
            {page.site.logoUrl !== null && <img class="logo" src={page.site.logoUrl} alt={page.site.name} />}
            <Title title={title} lead={lead} />
            {children}
          </div>
          {aside && <p class="aside">{aside}</p>}
        </main>
        <Foot page={page} />
      </div>
    </>
  )
}

/** The heading of a page and one sentence under it. */
export function Title({ title, lead }: { title: string; lead?: ComponentChildren }) {
  return (
    <div class="title">
      <h1>{title}</h1>
      {lead && <p>{lead}</p>}
    </div>
  )
}
