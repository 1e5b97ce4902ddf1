import { type Static, Type } from 'typebox'

const up = Type.Union([Type.Literal('ok'), Type.Literal('down')])
const ms = Type.Integer({ minimum: 0, description: 'How long the check took, in milliseconds.' })

/** What the server says of its own state. */
export const Health = Type.Object({
  status: Type.Union([Type.Literal('ok'), Type.Literal('degraded'), Type.Literal('down')], {
    description: 'degraded: people are served, but something behind the scenes stands still.',
  }),
  checks: Type.Object({
    database: Type.Object({ state: up, ms }),
    migrations: Type.Object({
      state: up,
      applied: Type.Union([Type.Integer(), Type.Null()], { description: 'Null while the database does not answer.' }),
      known: Type.Integer({ description: 'How many this release has.' }),
    }),
    jobs: Type.Object({
      state: Type.Union([Type.Literal('ok'), Type.Literal('down'), Type.Literal('off')], {
        description: 'off: this process runs no jobs.',
      }),
      ms,
    }),
    mail: Type.Optional(
      Type.Object(
        { state: Type.Union([Type.Literal('ok'), Type.Literal('down'), Type.Literal('off')]), ms },
        {
          description:
            'Where SMTP_URL is set: down while mails have waited for 5 minutes or longer because their server is away. off: production without SMTP_URL.',
        },
      ),
    ),
    redis: Type.Optional(
      Type.Object({ state: up, ms }, { description: 'Only where REDIS_URL is set. down: PostgreSQL does its work.' }),
    ),
  }),
})
export type Health = Static<typeof Health>

/** The process answers; nothing else is looked at. */
export const Alive = Type.Object({ status: Type.Literal('ok') })
