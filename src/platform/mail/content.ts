/** One part of a mail, in the order in which it is read. */
export type Block =
  | { readonly kind: 'text'; readonly text: string }
  /** What to do; the address is ours, and shown in full under the button. */
  | { readonly kind: 'button'; readonly label: string; readonly href: string }
  /** What to type where one is waiting. */
  | { readonly kind: 'code'; readonly code: string }
  /** What happened, when and where: a name and a value each. */
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [string, string])[] }
  /** Smaller, after a line: what to do if it was somebody else. */
  | { readonly kind: 'aside'; readonly text: string }

/** What a mail says, before it has a form. Texts are plain: they become text and HTML alike. */
export type MailContent = {
  readonly subject: string
  /** What a list of mails shows beside the subject. */
  readonly preview: string
  readonly blocks: readonly Block[]
}

/** Whose mail it is. */
export type MailBrand = {
  readonly siteName: string
  readonly siteUrl: string
  readonly accent: string
  readonly onAccent: string
}
