import { onOff, wholeNumber } from './kind.ts'
import type { Setting } from './setting.ts'
import type { Limit, LimitName } from './shape.ts'
import { rate } from './value-kinds.ts'

/** The switch for all limits at once. */
export const rateLimits: Setting<boolean> = {
  name: 'RATE_LIMITS',
  group: 'limits',
  kind: onOff,
  fallback: { value: true },
  summary: 'Whether the limits below hold; off is possible in development and test only.',
  example: 'on',
}

/** When an account is closed to browsers that it does not know; no limit, and on whatever RATE_LIMITS says. */
export const lockoutFailures: Setting<number> = {
  name: 'LOCKOUT_FAILURES',
  group: 'limits',
  kind: wholeNumber(2, 100),
  fallback: { value: 5 },
  summary:
    'After so many wrong passwords in a row an account lets nobody in by password from browsers that it does not know.',
  details:
    'For 15 minutes, each time in a row for twice as long, for a day at most. Nobody is told; the right password brings its owner a link by mail. Holds also where RATE_LIMITS is off.',
  example: '10',
}

type Told = Pick<Setting<Limit>, 'name' | 'summary' | 'example'> & { readonly limit: Limit }

const limitSetting = ({ limit, ...told }: Told): Setting<Limit> => ({
  ...told,
  group: 'limits',
  kind: rate,
  fallback: { value: limit },
})

/** How often what may be done. An IPv6 address counts as its /64, which is what one household gets. */
export const limitSettings: Readonly<Record<LimitName, Setting<Limit>>> = {
  registration: limitSetting({
    name: 'LIMIT_REGISTRATION',
    limit: { count: 3, seconds: 3600 },
    summary: 'Registrations from one address.',
    example: '10/hour',
  }),
  'sign-in-address': limitSetting({
    name: 'LIMIT_SIGN_IN_ADDRESS',
    limit: { count: 5, seconds: 60 },
    summary: 'Tries to sign in from one address.',
    example: '10/minute',
  }),
  'sign-in-device': limitSetting({
    name: 'LIMIT_SIGN_IN_DEVICE',
    limit: { count: 10, seconds: 3600 },
    summary: 'Tries to sign in to one account from one browser that it knows; strangers cannot use these up.',
    example: '20/hour',
  }),
  'password-change': limitSetting({
    name: 'LIMIT_PASSWORD_CHANGE',
    limit: { count: 5, seconds: 3600 },
    summary: 'Tries to change the password of one account.',
    example: '10/hour',
  }),
  'second-factor': limitSetting({
    name: 'LIMIT_SECOND_FACTOR',
    limit: { count: 10, seconds: 3600 },
    summary: 'Tries with codes of an app and backup codes for one account, from everywhere together.',
    example: '20/hour',
  }),
  'backup-codes': limitSetting({
    name: 'LIMIT_BACKUP_CODES',
    limit: { count: 10, seconds: 3600 },
    summary: 'New sets of backup codes for one account.',
    example: '20/hour',
  }),
  recovery: limitSetting({
    name: 'LIMIT_RECOVERY',
    limit: { count: 5, seconds: 3600 },
    summary: 'Questions for a link to a new password from one address.',
    example: '10/hour',
  }),
  'recovery-mails': limitSetting({
    name: 'LIMIT_RECOVERY_MAILS',
    limit: { count: 3, seconds: 3600 },
    summary: 'Mails with such a link to one account; whoever asks for more is not told.',
    example: '5/hour',
  }),
  'verification-mails': limitSetting({
    name: 'LIMIT_VERIFICATION_MAILS',
    limit: { count: 5, seconds: 3600 },
    summary:
      'Mails that ask one mailbox to confirm, for sign-ups and changes of address; whoever causes more is not told.',
    example: '3/hour',
  }),
  'verification-pause': limitSetting({
    name: 'LIMIT_VERIFICATION_PAUSE',
    limit: { count: 1, seconds: 60 },
    summary: 'Such mails sent once more to one mailbox because somebody asked; whoever asks sooner is not told.',
    example: '1/minute',
  }),
  'verification-again': limitSetting({
    name: 'LIMIT_VERIFICATION_AGAIN',
    limit: { count: 5, seconds: 86_400 },
    summary: 'The same over a day.',
    example: '10/day',
  }),
  writes: limitSetting({
    name: 'LIMIT_WRITES',
    limit: { count: 300, seconds: 60 },
    summary: 'Everything else that changes something, from one address.',
    example: '600/minute',
  }),
  'public-reads': limitSetting({
    name: 'LIMIT_PUBLIC_READS',
    limit: { count: 3000, seconds: 60 },
    summary: 'Reads of public data from one address, counted by each server process for itself.',
    example: '6000/minute',
  }),
  'token-requests': limitSetting({
    name: 'LIMIT_TOKEN_REQUESTS',
    limit: { count: 600, seconds: 60 },
    summary: 'Requests with the access tokens of one account, counted by each server process for itself.',
    example: '1200/minute',
  }),
}
