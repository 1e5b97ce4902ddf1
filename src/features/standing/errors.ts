import { AppError } from '../../platform/errors/app-error.ts'
import { type StandingTexts, standingTexts } from './texts/index.ts'

const refusal = (code: string, pick: (t: StandingTexts) => string): AppError =>
  new AppError(409, code, { text: (locale, timeZone) => pick(standingTexts(locale, timeZone)) })

/** The last admin cannot go (409): nobody could be made one from inside any more. */
export const lastAdmin = (): AppError => refusal('last-admin', (t) => t.lastAdmin())

/** The same, said to somebody else than that admin. */
export const onlyAdmin = (): AppError => refusal('last-admin', (t) => t.onlyAdmin())

/** Nobody takes their own account away from themselves by a measure (409). */
export const ownAccount = (): AppError => refusal('own-account', (t) => t.ownAccount())

/** The same of its details, which have a page of their own. */
export const ownDetails = (): AppError => refusal('own-account', (t) => t.ownDetails())

/** The same of its second factors, which ask for a proof of them. */
export const ownFactors = (): AppError => refusal('own-account', (t) => t.ownFactors())

/** The same of its password. */
export const ownPassword = (): AppError => refusal('own-account', (t) => t.ownPassword())

/** The account has no second factor (409): there is nothing to reset. */
export const noFactors = (): AppError => refusal('no-factors', (t) => t.noFactors())

/** The account has no password yet (409): its person opens it by a link of another kind. */
export const neverOpened = (): AppError => refusal('never-opened', (t) => t.neverOpened())

/** The account has a password (409): its person needs no link to open it. */
export const openedAlready = (): AppError => refusal('already-open', (t) => t.openedAlready())

/** The account is suspended or being closed (409): a link would open nothing. */
export const notOpenable = (): AppError => refusal('account-not-open', (t) => t.notOpenable())

/** The account is not suspended (409): there is nothing to lift. */
export const notSuspended = (): AppError => refusal('not-suspended', (t) => t.notSuspended())

/** The account is not locked (409): it is open to every browser. */
export const notLocked = (): AppError => refusal('not-locked', (t) => t.notLocked())

/** The account is being closed or does not fit together (409), and is in nobody's hands. */
export const notSuspendable = (): AppError => refusal('account-not-open', (t) => t.notSuspendable())
