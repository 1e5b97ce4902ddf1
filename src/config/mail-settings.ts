import { line, oneOf, optional, wholeNumber } from './kind.ts'
import { mailbox, privateKey, smtpUrl } from './mail-kinds.ts'
import type { Draft, Setting } from './setting.ts'
import { emailVerifications, type Values } from './shape.ts'

type Keys = 'smtpUrl' | 'mailFrom' | 'mailDkimKey' | 'mailDkimSelector' | 'emailVerification' | 'recoveryMinutes'

/** Whether somebody takes mails: SMTP_URL, or the folder of a development server. */
export const takesMail = ({ smtpUrl, environment }: Pick<Draft, 'smtpUrl' | 'environment'>): boolean =>
  Boolean(smtpUrl) || environment === 'development'

/** How mails leave. */
export const mailSettings: { readonly [K in Keys]: Setting<Values[K]> } = {
  smtpUrl: {
    name: 'SMTP_URL',
    group: 'mail',
    kind: optional(smtpUrl),
    fallback: { value: null, text: 'none; no mail is sent' },
    secret: true,
    summary:
      'The server that takes mails over: smtp:// changes to TLS before anything is said, smtps:// begins with it.',
    details:
      'Only a server on this machine may be spoken to without TLS. In development without one, mails are kept and shown at /dev/mail.',
    example: 'smtp://porchlight:password@smtp.example.com:587',
  },
  mailFrom: {
    name: 'MAIL_FROM',
    group: 'mail',
    kind: optional(mailbox),
    fallback: { value: null },
    summary: 'Who mails come from, an address that SMTP_URL may send for; needed with it.',
    example: "Kit's Workshop <accounts@example.com>",
  },
  mailDkimKey: {
    name: 'MAIL_DKIM_KEY',
    group: 'mail',
    kind: optional(privateKey),
    fallback: { value: null, text: 'none; mails are not signed here' },
    secret: true,
    severalLines: true,
    summary: 'A private key in PEM that signs mails for the domain of MAIL_FROM, where the mail server does not.',
    example: '-----BEGIN PRIVATE KEY-----\\nMIIE\\n-----END PRIVATE KEY-----',
  },
  mailDkimSelector: {
    name: 'MAIL_DKIM_SELECTOR',
    group: 'mail',
    kind: line(63),
    fallback: { value: 'porchlight' },
    summary: 'The name under which the domain publishes the other half of MAIL_DKIM_KEY, before ._domainkey.',
    example: 'porchlight',
  },
  emailVerification: {
    name: 'EMAIL_VERIFICATION',
    group: 'mail',
    kind: oneOf(emailVerifications),
    fallback: {
      from: (draft) => ({ value: takesMail(draft) ? 'before-sign-in' : 'off' }),
      text: 'before-sign-in where mails leave, and in development; else off',
    },
    summary:
      'When people prove that their address is theirs: before-sign-in, before-taking-part (they sign in and are asked), or off.',
    details:
      'Only before-sign-in keeps from strangers whether an address has an account: with the others, signing up with a known one says so. Anything but off needs SMTP_URL, outside development.',
    example: 'before-sign-in',
  },
  recoveryMinutes: {
    name: 'RECOVERY_MINUTES',
    group: 'mail',
    kind: wholeNumber(5, 1_440),
    fallback: { value: 30 },
    summary: 'How many minutes a mailed link for a new password works, from the last time that it was handed over.',
    example: '15',
  },
}
