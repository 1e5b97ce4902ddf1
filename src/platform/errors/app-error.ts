import type { Locale } from '../texts/locale.ts'

/** A sentence for a person, in the language and time zone asked for. */
export type Sentence = (locale: Locale, timeZone?: string) => string

/** One thing wrong with one field: `field` is the camelCase name of the input, `code` is stable, `text` is shown beside it. */
export type Issue = { readonly field: string; readonly code: string; readonly text: Sentence }

type Options = {
  readonly text?: Sentence
  readonly issues?: readonly Issue[]
  readonly retryAfterSeconds?: number
  /** How to prove who one is: `WWW-Authenticate` (RFC 9110, 11.6.1). */
  readonly challenge?: string
  readonly cause?: unknown
}

/**
 * An operation gave up. `status` is the HTTP status, `code` is stable (it is part of the API), `text` is what a person is
 * told; without one the status's own text serves. One handler renders it as a page or as RFC 9457 problem details.
 */
export class AppError extends Error {
  override name = 'AppError'
  readonly status: number
  readonly code: string
  readonly text: Sentence | undefined
  readonly issues: readonly Issue[]
  readonly retryAfterSeconds: number | undefined
  readonly challenge: string | undefined
  constructor(status: number, code: string, options: Options = {}) {
    super(code, 'cause' in options ? { cause: options.cause } : undefined)
    this.status = status
    this.code = code
    this.text = options.text
    this.issues = options.issues ?? []
    this.retryAfterSeconds = options.retryAfterSeconds
    this.challenge = options.challenge
  }
}

/** What was sent does not hold together; each issue names its field (422). Forms show them beside the fields. */
export class InputInvalid extends AppError {
  constructor(issues: readonly Issue[]) {
    super(422, 'input-invalid', { issues })
  }
}
