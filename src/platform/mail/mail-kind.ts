import type { Locale } from '../texts/locale.ts'
import type { MailContent } from './content.ts'
import type { Mailbox } from './message.ts'

/** What a mail is about, by numbers of rows. */
export type Subject = {
  readonly accountId: string | null
  readonly about: Readonly<Record<string, string>>
  /** When what it tells of happened. */
  readonly causedAt: Date
}

export type Composed = { readonly to: Mailbox; readonly locale: Locale; readonly content: MailContent }

/** One kind of mail. */
export type MailKind = {
  readonly name: string
  /**
   * The mail as it is true now, before each try; null where there is nothing to say any more. A link in it is made to live
   * from now on, so that a late try brings no dead one.
   */
  compose(subject: Subject, now: Date): Promise<Composed | null>
}
