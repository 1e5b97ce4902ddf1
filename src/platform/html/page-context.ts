import type { SessionCaller } from '../scope/scope.ts'
import type { Locale } from '../texts/locale.ts'
import type { IconName } from './icon.tsx'

/** One line of the account pages' navigation; `href` is without the path prefix. */
export type NavigationItem = {
  readonly href: string
  readonly label: string
  readonly icon: IconName
  readonly count?: number | undefined
  /** Pages elsewhere that one comes to from this one. */
  readonly covers?: readonly string[]
}

/** What every page is told besides its own contents. */
export type PageContext = {
  readonly locale: Locale
  readonly timeZone: string
  readonly now: Date
  readonly site: {
    readonly name: string
    readonly url: string | null
    readonly logoUrl: string | null
    /** Whether mails are sent, or kept to be looked at. */
    readonly mails?: boolean
  }
  /** Turns '/login' into the address under our path prefix. Every href and action goes through it. */
  href(path: string): string
  /** Turns 'porchlight.css' into the hashed address of a built asset. */
  asset(name: string): string
  /** Pages are for people: a program sees them as a stranger does. */
  readonly caller: SessionCaller | null
  readonly navigation: readonly NavigationItem[]
  /** Of this page without prefix, to mark the current item. */
  readonly path: string
}

/** The language tag for `lang` and for `Intl`; the pseudo-locale of the tests borrows English. */
export const languageTag = (page: Pick<PageContext, 'locale'>): string => (page.locale === 'xx' ? 'en' : page.locale)
