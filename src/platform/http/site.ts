import type { Language } from '../texts/locale.ts'

/** What every request needs to know of the installation. Built once, from the configuration, by the composition root. */
export type Site = {
  readonly name: string
  readonly url: string | null
  readonly logoUrl: string | null
  readonly language: Language
  readonly timeZone: string
  /** Where people reach this server: `origin` without, `prefix` with a leading slash or empty. */
  readonly publicUrl: { readonly origin: string; readonly prefix: string; readonly href: string }
  readonly allowedOrigins: readonly string[]
  readonly production: boolean
  /** Whether mails are sent, or kept to be looked at. */
  readonly mails?: boolean
  /** Hashed names of the built assets by their plain ones. */
  readonly assets: Readonly<Record<string, string>>
}

/** Whether people come by TLS; decides the names and attributes of cookies. */
export const isSecure = (site: Pick<Site, 'publicUrl'>) => site.publicUrl.origin.startsWith('https:')
