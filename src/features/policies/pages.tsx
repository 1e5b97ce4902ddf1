import type { Config } from '../../config/config.ts'
import type { Clock } from '../../platform/clock/clock.ts'
import type { Db } from '../../platform/db/db.ts'
import type { App } from '../../platform/http/app.ts'
import { goTo, pageOf, sendPage } from '../../platform/http/page.ts'
import { recordVersions } from './accept-policies.ts'
import { type About, policyNames, policyText, versionOf } from './policy-text.ts'
import * as queries from './queries.ts'
import { PolicyPage } from './views.tsx'

type PoliciesDeps = {
  readonly config: Pick<Config, 'siteName' | 'minimumAge'>
  readonly db: Db
  readonly clock: Clock
}

/** `/terms` and `/privacy`, and `/cookies`, which is a part of the latter. */
export function policiesPages(app: App, { config, db, clock }: PoliciesDeps): void {
  const about: About = { siteName: config.siteName, minimumAge: config.minimumAge }

  // At the start and not at the first visit: reading a page writes nothing.
  app.addHook('onListen', () => db.transaction((tx) => recordVersions(tx, clock(), about)))

  for (const policy of policyNames) {
    app.get(`/${policy}`, { config: { access: 'public', page: true } }, async (request, reply) => {
      const page = pageOf(request)
      const text = policyText(policy, page.locale, about)
      const textHash = versionOf(text)
      const row = await queries.findVersion(db, { policy, language: page.locale, textHash })
      const version = textHash.toString('hex').slice(0, 8)
      const body = <PolicyPage page={page} text={text} version={version} firstShownAt={row?.first_shown_at ?? null} />
      return sendPage(reply, { title: text.title, body })
    })
  }

  app.get('/cookies', { config: { access: 'public', page: true } }, (_request, reply) =>
    goTo(reply, '/privacy#cookies'),
  )
}
