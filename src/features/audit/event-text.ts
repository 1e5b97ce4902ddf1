import { isolate } from '../../platform/html/facts.ts'
import type { Locale } from '../../platform/texts/locale.ts'
import { type Action, type Change, isAction } from './append-event.ts'
import type { RecordedEvent } from './find-events.ts'
import { type AuditTexts, auditTexts } from './texts/index.ts'

const sentences: Readonly<Record<Action, (t: AuditTexts) => string>> = {
  'access-token.made': (t) => t.accessTokenMade(),
  'access-token.revoked': (t) => t.accessTokenRevoked(),
  'access-tokens.ended': (t) => t.accessTokensEnded(),
  'account.created': (t) => t.accountCreated(),
  'account.updated': (t) => t.accountUpdated(),
  'account.username-changed': (t) => t.usernameChanged(),
  'account.email-changed': (t) => t.emailChanged(),
  'account.erased': (t) => t.accountErased(),
  'account.locked': (t) => t.accountLocked(),
  'account.mail-arrives': (t) => t.mailArrives(),
  'account.mail-refused': (t) => t.mailRefused(),
  'account.password-due': (t) => t.passwordDue(),
  'account.reactivated': (t) => t.accountReactivated(),
  'account.role-changed': (t) => t.roleChanged(),
  'account.suspended': (t) => t.accountSuspended(),
  'account.suspension-ran-out': (t) => t.suspensionRanOut(),
  'account.unlocked': (t) => t.accountUnlocked(),
  'accounts.export-broken-off': (t) => t.accountsExportBrokenOff(),
  'accounts.export-ended': (t) => t.accountsExportEnded(),
  'accounts.exported': (t) => t.accountsExported(),
  'admin.first-made': (t) => t.firstAdminMade(),
  'authenticator.added': (t) => t.authenticatorAdded(),
  'authenticator.removed': (t) => t.authenticatorRemoved(),
  'authenticator.replaced': (t) => t.authenticatorReplaced(),
  'backup-code.used': (t) => t.backupCodeUsed(),
  'backup-codes.made': (t) => t.backupCodesMade(),
  'device.distrusted': (t) => t.deviceDistrusted(),
  'device.forgotten': (t) => t.deviceForgotten(),
  'email.change-asked': (t) => t.emailChangeAsked(),
  'email.change-undone': (t) => t.emailChangeUndone(),
  'email.verified': (t) => t.emailVerified(),
  'events.exported': (t) => t.eventsExported(),
  'factors.reset': (t) => t.factorsReset(),
  'identity.confirmed': (t) => t.identityConfirmed(),
  'identity.refused': (t) => t.identityRefused(),
  'link.made': (t) => t.linkMade(),
  'mail.retried': (t) => t.mailRetried(),
  'passkey.added': (t) => t.passkeyAdded(),
  'passkey.refused': (t) => t.passkeyRefused(),
  'passkey.removed': (t) => t.passkeyRemoved(),
  'passkey.renamed': (t) => t.passkeyRenamed(),
  'password.changed': (t) => t.passwordChanged(),
  'password.set-by-link': (t) => t.passwordSetByLink(),
  'recovery.asked': (t) => t.recoveryAsked(),
  'session.ended': (t) => t.sessionEnded(),
  'sessions.ended-by-staff': (t) => t.sessionsEndedByStaff(),
  'sessions.ended-others': (t) => t.sessionsEndedOthers(),
  'sign-in.failed': (t) => t.signInFailed(),
  'sign-in.succeeded': (t) => t.signInSucceeded(),
  'stranger.thrown-out': (t) => t.strangerThrownOut(),
  'terms.accepted': (t) => t.termsAccepted(),
}

/** What happened, in one sentence to the person it happened to; one that this version does not know has a sentence too. */
export function eventText(locale: Locale, { action }: Pick<RecordedEvent, 'action'>): string {
  const t = auditTexts(locale)
  return isAction(action) ? sentences[action](t) : t.somethingElse()
}

/** Who did it, where that was neither the person nor a stranger; else null. */
export function actorText(locale: Locale, { actor }: Pick<RecordedEvent, 'actor'>): string | null {
  const t = auditTexts(locale)
  const texts = { other: t.byStaff, shell: t.byShell, system: t.bySystem, person: null, nobody: null }
  return texts[actor]?.() ?? null
}

const day = (value: string, locale: Locale): string =>
  new Intl.DateTimeFormat(locale === 'xx' ? 'en' : locale, { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(value),
  )

const moment = (value: string, locale: Locale): string =>
  new Intl.DateTimeFormat(locale === 'xx' ? 'en' : locale, {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'UTC',
  }).format(new Date(value))

function valueText(t: AuditTexts, locale: Locale, { field, value }: { field: string; value: string }): string {
  if (field === 'dateOfBirth' && /^\d{4}-\d\d-\d\d$/.test(value)) return day(value, locale)
  if ((field === 'suspendedUntil' || field === 'expiresAt') && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value))
    return `${moment(value, locale)} UTC`
  if (field === 'role' || field === 'ofRole') return t.roleValue({ value })
  if (field === 'withFactor') return t.factorFilterValue({ value })
  if (field === 'ofStatus') return t.statusValue({ value })
  if (field === 'factors')
    return value
      .split(' ')
      .map((one) => t.factorValue({ value: one }))
      .join(', ')
  if (field === 'visibility') return t.visibilityValue({ value })
  if (field === 'language') return t.languageValue({ value })
  return isolate(value)
}

// Said about an event: there was nothing before.
const onlyTold = new Set([
  'browser',
  'codesLeft',
  'passkey',
  'reason',
  'query',
  'ofRole',
  'ofStatus',
  'withFactor',
  'rows',
  'filter',
  'tokenName',
  'scopes',
  'expiresAt',
  'tokens',
])

/** A changed field: “Leeds” → “York”. Values are what somebody typed: text, never markup. */
export function changeText(locale: Locale, { field, old, new: now }: Change): string {
  const t = auditTexts(locale)
  const name = t.field({ field })
  const text = (value: string) => valueText(t, locale, { field, value })
  if (old === null && now === null) return name
  if (old === null && onlyTold.has(field)) return t.changeTold({ name, now: text(now ?? '') })
  if (old === null) return t.changeAdded({ name, now: text(now ?? '') })
  return now === null ? t.changeRemoved({ name, old: text(old) }) : t.change({ name, old: text(old), now: text(now) })
}
