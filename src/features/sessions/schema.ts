import { type Static, Type } from 'typebox'
import type { ListedSession } from './list-sessions.ts'

const orNull = (description: string) => Type.Union([Type.String(), Type.Null()], { description })
const moment = (description: string) => Type.String({ description: `${description}; ISO 8601, UTC` })

/** One place where the person is signed in. */
export const SessionReply = Type.Object(
  {
    id: Type.String(),
    current: Type.Boolean({ description: 'Whether this request came with it' }),
    browser: orNull('As the browser calls itself, like Firefox'),
    system: orNull('Like Linux'),
    kind: Type.Union([
      Type.Literal('computer'),
      Type.Literal('phone'),
      Type.Literal('tablet'),
      Type.Literal('program'),
      Type.Literal('unknown'),
    ]),
    ip: orNull('The address it was last used from'),
    createdAt: moment('First use'),
    lastSeenAt: moment('Last use, to the minute'),
    expiresAt: moment('When it ends at the latest'),
  },
  { title: 'ListedSession' },
)
export type SessionReply = Static<typeof SessionReply>

/** This session first, then those used last, at most 100. */
export const SessionsReply = Type.Object({
  items: Type.Array(SessionReply),
  nextCursor: Type.Null({ description: 'There is never a second page' }),
})

/** How many other sessions ended. */
export const EndedReply = Type.Object({ ended: Type.Integer() })

export const SessionParams = Type.Object({ id: Type.String() })

/** A session as its owner's programs see it. */
export const sessionReply = ({ deviceId: _, trustedUntil: __, ...session }: ListedSession): SessionReply => ({
  ...session,
  createdAt: session.createdAt.toISOString(),
  lastSeenAt: session.lastSeenAt.toISOString(),
  expiresAt: session.expiresAt.toISOString(),
})
