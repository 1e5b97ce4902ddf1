import { type Static, Type } from 'typebox'
import type { MailServerState } from '../../../platform/mail/mail-server.ts'
import { type ListedMail, type MailList, mailsPerPage } from './list-mails.ts'

const moment = Type.String({ description: 'ISO 8601, UTC' })
const momentOrNull = (description: string) => Type.Union([Type.String(), Type.Null()], { description })
/** Which mails, and where in the list. */
export const MailsQuery = Type.Object(
  {
    state: Type.Optional(
      Type.Union([Type.Literal('waiting'), Type.Literal('given-up'), Type.Literal('sent')], {
        description: 'waiting unless given',
      }),
    ),
    cursor: Type.Optional(Type.String({ maxLength: 1000, description: '`nextCursor` of the page before' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: `${mailsPerPage} unless given` })),
  },
  { additionalProperties: false },
)

export const MailParams = Type.Object({ id: Type.String({ maxLength: 100 }) })

const MailReply = Type.Object(
  {
    id: Type.String({ description: 'Also the first half of its Message-ID' }),
    kind: Type.String(),
    account: Type.Union([Type.Object({ id: Type.String(), username: Type.String() }), Type.Null()]),
    createdAt: moment,
    tries: Type.Integer({ minimum: 0 }),
    triedAt: momentOrNull('The last try'),
    nextTryAt: momentOrNull('Null where it is being tried, or not tried again'),
    verdict: Type.Union([Type.Literal('away'), Type.Literal('later'), Type.Literal('never'), Type.Null()], {
      description: 'Of the last try that failed: nobody was there, not now, never',
    }),
    reply: Type.Union([Type.String(), Type.Null()], { description: 'What the mail server said then' }),
    doneAt: momentOrNull('When it was sent or given up'),
  },
  { title: 'Mail' },
)
type MailReply = Static<typeof MailReply>

/** Newest first. */
export const MailsReply = Type.Object({
  server: Type.Object({
    state: Type.Union(
      [
        Type.Literal('answers'),
        Type.Literal('away'),
        Type.Literal('silent'),
        Type.Literal('kept'),
        Type.Literal('off'),
      ],
      {
        description:
          'At this moment. silent: it has not answered within a second or two. kept: in development mails stay here. off: none is sent',
      },
    ),
    reply: Type.Union([Type.String(), Type.Null()], { description: 'Why it is away' }),
  }),
  items: Type.Array(MailReply),
  nextCursor: Type.Union([Type.String(), Type.Null()], { description: 'Of the older ones; null at the end' }),
})
type MailsReply = Static<typeof MailsReply>

const text = (at: Date | null) => at?.toISOString() ?? null

const mailReply = (mail: ListedMail): MailReply => ({
  ...mail,
  createdAt: mail.createdAt.toISOString(),
  triedAt: text(mail.triedAt),
  nextTryAt: text(mail.nextTryAt),
  doneAt: text(mail.doneAt),
})

/** A page of mails as programs see it. */
export const mailsReply = (server: MailServerState, { items, older }: MailList): MailsReply => ({
  server: { state: server.state, reply: server.state === 'away' ? server.reply : null },
  items: items.map(mailReply),
  nextCursor: older,
})
