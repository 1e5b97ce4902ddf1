import { AppError, InputInvalid, type Sentence } from '../../../platform/errors/app-error.ts'
import { type PasskeysTexts, passkeysTexts } from './texts/index.ts'

const say =
  (pick: (t: PasskeysTexts) => string): Sentence =>
  (locale, timeZone) =>
    pick(passkeysTexts(locale, timeZone))

const refusals = {
  /** Too late, answered already, or asked for in another browser or for another thing. */
  'passkey-over': { status: 409, text: say((t) => t.over()) },
  'passkey-unknown': { status: 422, text: say((t) => t.unknown()) },
  'passkey-refused': { status: 422, text: say((t) => t.refused()) },
} as const

/** What a passkey answered does not count (422; 409 where it comes too late). */
export class PasskeyRefused extends AppError {
  constructor(code: keyof typeof refusals, cause?: unknown) {
    super(refusals[code].status, code, { text: refusals[code].text, cause })
  }
}

/** The counter of an authenticator went back: somebody may have copied it. */
export class CounterWentBack extends PasskeyRefused {
  readonly accountId: string
  readonly passkey: string
  constructor({ accountId, name }: { accountId: string; name: string }) {
    super('passkey-refused')
    this.accountId = accountId
    this.passkey = name
  }
}

/** This site can have no passkeys (404): its address is a number, or not safe. */
export const passkeysUnavailable = () =>
  new AppError(404, 'passkeys-unavailable', { text: say((t) => t.unavailable()) })

/** The account has no such passkey (404). */
export const passkeyNotFound = () => new AppError(404, 'passkey-not-found', { text: say((t) => t.notFound()) })

/** It is registered already, with this account or another (409). */
export const passkeyKnown = () => new AppError(409, 'passkey-known', { text: say((t) => t.known()) })

/** There are as many as there may be (409). */
export const tooManyPasskeys = (most: number) =>
  new AppError(409, 'passkeys-full', { text: say((t) => t.full({ most })) })

/** Nothing else would be left to sign in with (409). */
export const lastWayIn = () => new AppError(409, 'last-way-in', { text: say((t) => t.lastWayIn()) })

const nameFaults = {
  missing: (t: PasskeysTexts) => t.nameMissing(),
  'too-long': (t: PasskeysTexts) => t.nameTooLong(),
  hidden: (t: PasskeysTexts) => t.nameImpossible(),
  invisible: (t: PasskeysTexts) => t.nameImpossible(),
  stacked: (t: PasskeysTexts) => t.nameImpossible(),
} as const

/** Something is wrong with the name of a passkey (422). */
export const nameInvalid = (code: keyof typeof nameFaults) =>
  new InputInvalid([{ field: 'name', code, text: say(nameFaults[code]) }])
