import type { Db } from '../platform/db/db.ts'
import type { App } from '../platform/http/app.ts'
import type { RunningJobs } from '../platform/jobs/start-jobs.ts'
import type { Redis } from '../platform/redis/redis.ts'
import { createHealthCheck } from './health-checks.ts'
import { Alive, Health } from './health-schema.ts'
import type { Readiness } from './readiness.ts'

type HealthDeps = {
  readonly db: Db
  readonly jobs: Pick<RunningJobs, 'check'> | null
  readonly redis: Pick<Redis, 'check'> | null
  readonly mail?: 'watched' | 'off' | null
  readonly readiness: Readiness
}

// Probes come by address rather than by name, often, and when nothing else works.
const config = { access: 'public', anyHost: true } as const

/** Health for probes and load balancers. While the server is closing every route, these too, answers 503. */
export function healthRoutes(app: App, deps: HealthDeps): void {
  const check = createHealthCheck(deps)
  app.get(
    '/health/live',
    {
      config,
      schema: {
        summary: 'Whether the process runs',
        tags: ['health'],
        response: { 200: Alive },
        examples: { success: { as: 'stranger', status: 200, reply: { status: 'ok' } } },
      },
    },
    () => ({ status: 'ok' as const }),
  )
  for (const [path, summary] of [
    ['/health/ready', 'Whether requests should be sent here'],
    ['/health', 'How the parts of the server are'],
  ] as const)
    app.get(
      path,
      { config, schema: { summary, tags: ['health'], response: { 200: Health, 503: Health }, examples } },
      async (_, reply) => {
        const wantsRequests = path === '/health' || deps.readiness.look()
        const health = await check()
        const status = wantsRequests ? health.status : 'down'
        return reply.code(status === 'down' ? 503 : 200).send({ ...health, status })
      },
    )
}

const examples = {
  success: {
    as: 'stranger',
    status: 200,
    reply: {
      status: 'ok',
      checks: {
        database: { state: 'ok', ms: 1 },
        migrations: { state: 'ok', applied: 3, known: 3 },
        jobs: { state: 'off', ms: 0 },
        mail: { state: 'ok', ms: 1 },
      },
    },
  },
} as const
