/**
 * Why a mail was not taken. `away`: nobody was there to take it, which has nothing to do with this one; `later`: this one
 * may be tried again; `never`: this address does not take it.
 */
export type MailVerdict = 'away' | 'later' | 'never'

/** A mail was not taken; the message is the server's words, or what happened instead of any. */
export class MailFailed extends Error {
  override name = 'MailFailed'
  readonly verdict: MailVerdict
  constructor(verdict: MailVerdict, message: string, cause: unknown) {
    super(message, { cause })
    this.verdict = verdict
  }
}

type Failure = Error & { code?: string; command?: string; responseCode?: number; response?: string }

// Past the sender it is about this one mail. What a server says before (signing in, TLS) is for the operator to mend, and
// no fault of an address.
const isAboutThisMail = (command = '') => /^(?:MAIL FROM|RCPT TO|DATA|CONN_DATA)/.test(command)

function verdictOf({ responseCode = 0, command = '' }: Failure): MailVerdict {
  // 421: it closes (RFC 5321, 3.8), at whichever command.
  if (responseCode === 421 || !isAboutThisMail(command)) return 'away'
  // The sender is ours: that it is refused says nothing of the address.
  return responseCode >= 500 && !command.startsWith('MAIL FROM') ? 'never' : 'later'
}

const silences: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens at the address of SMTP_URL',
  ENOTFOUND: 'the host name of SMTP_URL is not known',
  EDNS: 'the host name of SMTP_URL cannot be looked up',
  ETIMEDOUT: 'it does not answer in time',
  ETLS: 'its TLS is not accepted',
}

const certificate = /CERT|self.signed|altnames|TLS|SSL/i

function wordsOf(error: Failure): string {
  if (error.response) return error.response.replace(/\s+/g, ' ').slice(0, 300)
  const deeper = error.cause instanceof Error ? (error.cause as Failure).code : undefined
  const known =
    silences[deeper ?? ''] ?? silences[/E[A-Z]{4,}/.exec(error.message)?.[0] ?? ''] ?? silences[error.code ?? '']
  if (known) return known
  return certificate.test(`${error.code} ${error.message}`)
    ? `its certificate is not accepted (${error.message.slice(0, 120)})`
    : `the connection broke (${error.code ?? error.message.slice(0, 120)})`
}

/** What an error of a hand-over means. */
export function mailFailed(error: unknown): MailFailed {
  if (error instanceof MailFailed) return error
  const failure: Failure = error instanceof Error ? error : new Error(String(error))
  return new MailFailed(verdictOf(failure), wordsOf(failure), error)
}
