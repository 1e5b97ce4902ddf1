import type { ComponentChildren } from 'preact'
import { LinkButton } from '../../../platform/html/button.tsx'
import { Notice } from '../../../platform/html/notice.tsx'
import type { PageContext } from '../../../platform/html/page-context.ts'
import { AdminShell } from '../admin-shell.tsx'
import { Chart } from './chart.tsx'
import { EventsCard } from './event-views.tsx'
import type { Count, Overview } from './find-overview.ts'
import { FullSoon, growthWords, StorageCard } from './storage-views.tsx'
import { overviewTexts } from './texts/index.ts'
import { numberWords, sizeWords } from './words.ts'

type Props = { page: PageContext; overview: Overview; elsewhere: boolean }

function Stat({ name, figure, children }: { name: string; figure: ComponentChildren; children?: ComponentChildren }) {
  return (
    <div class="card stat">
      <dt>{name}</dt>
      <dd class="n">{figure}</dd>
      {children}
    </div>
  )
}

const Note = ({ children }: { children: ComponentChildren }) => <dd class="small muted">{children}</dd>

function CountWords({ page, of: { count, isExact } }: { page: PageContext; of: Count }) {
  if (isExact) return <>{numberWords(page, count)}</>
  return (
    <>
      {overviewTexts(page.locale, page.timeZone).about({ count, small: (text) => <small key="about">{text}</small> })}
    </>
  )
}

function Stats({ page, overview }: Omit<Props, 'elsewhere'>) {
  const t = overviewTexts(page.locale, page.timeZone)
  const { accounts, sessions, days, storage } = overview
  const [yesterday, today] = days.slice(-2)
  return (
    <dl class="stats">
      <Stat name={t.accounts()} figure={<CountWords page={page} of={accounts} />}>
        <Note>{t.newThisWeek({ count: accounts.newThisWeek })}</Note>
        {accounts.suspended > 0 && (
          <Note>
            <a href={page.href('/admin/accounts?status=suspended')}>{t.suspended({ count: accounts.suspended })}</a>
          </Note>
        )}
      </Stat>
      <Stat name={t.signInsToday()} figure={numberWords(page, today?.signIns ?? 0)}>
        <Note>{t.yesterday({ count: yesterday?.signIns ?? 0 })}</Note>
      </Stat>
      <Stat name={t.failuresToday()} figure={numberWords(page, today?.failures ?? 0)}>
        <Note>{t.yesterday({ count: yesterday?.failures ?? 0 })}</Note>
      </Stat>
      <Stat name={t.sessions()} figure={<CountWords page={page} of={sessions} />}>
        <Note>{t.sessionCount()}</Note>
      </Stat>
      <Stat name={t.storage()} figure={sizeWords(page, storage.bytes)}>
        <Note>{growthWords({ page, storage })}</Note>
      </Stat>
    </dl>
  )
}

function Charts({ page, overview: { days } }: Omit<Props, 'elsewhere'>) {
  const t = overviewTexts(page.locale, page.timeZone)
  const pointsOf = (key: 'newAccounts' | 'signIns' | 'failures') =>
    days.map((day) => ({ date: day.date, value: day[key] }))
  return (
    <div class="charts">
      <Chart page={page} id="new-accounts" name={t.newAccounts()} points={pointsOf('newAccounts')} kind="bars" />
      <Chart page={page} id="sign-ins" name={t.signIns()} points={pointsOf('signIns')} kind="line" />
      <Chart page={page} id="failures" name={t.failures()} points={pointsOf('failures')} kind="bars" marked />
    </div>
  )
}

// A few are people who mistype.
const flood = 20

const kinds: Readonly<Record<string, string>> = {
  registration: 'registration',
  'sign-in-address': 'signIn',
  'sign-in-device': 'signIn',
  'password-change': 'passwordChange',
  recovery: 'recovery',
}

function Flood({ page, overview: { refusals } }: Omit<Props, 'elsewhere'>) {
  const count = refusals?.reduce((sum, { refused }) => sum + refused, 0) ?? 0
  if (count < flood) return null
  const what = kinds[refusals?.[0]?.limit ?? ''] ?? 'other'
  const t = overviewTexts(page.locale, page.timeZone)
  return <Notice tone="warn">{t.refused({ count, what, strong: (text) => <b key="refused">{text}</b> })}</Notice>
}

/** What goes on in the house, on one page. */
export function OverviewPage({ page, overview, elsewhere }: Props) {
  const t = overviewTexts(page.locale, page.timeZone)
  const { storage, events, timeZone } = overview
  const create = (
    <LinkButton icon="plus" href={page.href('/admin/accounts/new')}>
      {t.create()}
    </LinkButton>
  )
  const lead = t.lead({ timeZone: timeZone.replaceAll('_', ' ') })
  return (
    <AdminShell page={page} title={t.overview()} lead={lead} action={create}>
      <FullSoon page={page} storage={storage} />
      <Flood page={page} overview={overview} />
      <Stats page={page} overview={overview} />
      <Charts page={page} overview={overview} />
      <EventsCard page={page} events={events} />
      <StorageCard page={page} storage={storage} elsewhere={elsewhere} />
    </AdminShell>
  )
}
