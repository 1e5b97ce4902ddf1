import { AppError, type Issue, type Sentence } from '../../platform/errors/app-error.ts'
import { type AccessTokensTexts, accessTokensTexts } from './texts/index.ts'

type Pick = (t: AccessTokensTexts) => string

const sentence =
  (pick: Pick): Sentence =>
  (locale, timeZone) =>
    pick(accessTokensTexts(locale, timeZone))

/** Run out, revoked, never made or no token at all (401): all alike, with the challenge of RFC 6750, 3.1. */
export class TokenInvalid extends AppError {
  constructor() {
    super(401, 'token-invalid', { challenge: 'Bearer error="invalid_token"', text: sentence((t) => t.tokenInvalid()) })
  }
}

/** There is no such token of the account (404). */
export const tokenNotFound = (): AppError =>
  new AppError(404, 'token-not-found', { text: sentence((t) => t.tokenNotFound()) })

/** The account has as many tokens as it can have (409). */
export const tooManyTokens = (most: number): AppError =>
  new AppError(409, 'too-many-tokens', { text: sentence((t) => t.tooMany({ most })) })

/** What is wrong with one field of the form. */
export const fieldIssue = (field: string, code: string, pick: Pick): Issue => ({ field, code, text: sentence(pick) })
