/** Somebody who gets or sends a mail. */
export type Mailbox = { readonly name: string; readonly address: string }

/** A mail as it is handed over, both parts of it. */
export type Message = {
  readonly to: Mailbox
  readonly subject: string
  readonly text: string
  readonly html: string
  /** Without angle brackets; the same at every try, so that mailboxes can tell a repetition. */
  readonly messageId: string
}

/** Takes a message over, for good: it answers for it from then on. */
export type Transport = {
  /** Throws MailFailed. */
  send(message: Message): Promise<void>
  /** Whether mails would be taken now. Throws MailFailed. */
  check(): Promise<void>
  close(): Promise<void>
}
