import { Badge } from '../../../platform/html/badge.tsx'
import { Button } from '../../../platform/html/button.tsx'
import { joinFacts } from '../../../platform/html/facts.ts'
import { Notice } from '../../../platform/html/notice.tsx'
import type { PageContext } from '../../../platform/html/page-context.ts'
import { Row, Rows } from '../../../platform/html/rows.tsx'
import { timeWords } from '../../../platform/html/time.tsx'
import { countedAtMost, type SealState } from '../../audit/index.ts'
import { eventsTexts } from './texts/index.ts'

type Props = { page: PageContext; state: SealState }

function lookText({ page, state: { verification } }: Props): string {
  const t = eventsTexts(page.locale, page.timeZone)
  if (!verification) return t.neverVerified()
  const { at, range, faults } = verification
  const ends = { from: range?.from ?? '', to: range?.to ?? '', range: range ? 'some' : 'all' } as const
  const words = t.verified({ ...ends, when: timeWords(at, page, 'relative') })
  return `${words}: ${faults > 0 ? t.verdictBad({ faults }) : t.verdictGood()}`
}

function Verdict({ page, state: { verification } }: Props) {
  const t = eventsTexts(page.locale, page.timeZone)
  if (!verification) return null
  return verification.faults > 0 ? <Badge tone="bad">{t.notWhole()}</Badge> : <Badge tone="good">{t.whole()}</Badge>
}

/** How far the log is sealed, what the last look through it found, and a way to look again. */
export function SealCard({ page, state }: Props) {
  const t = eventsTexts(page.locale, page.timeZone)
  const { seal, waiting } = state
  const isCounted = waiting <= countedAtMost
  const facts = joinFacts([
    seal && t.latestSeal({ id: seal.id }),
    seal && t.key({ keyId: seal.keyId }),
    isCounted ? t.waiting({ count: waiting }) : t.waitingMore({ count: countedAtMost }),
  ])
  const verify = (
    <form method="post" action={page.href('/admin/events/verification')}>
      <Button small>{t.verify()}</Button>
    </form>
  )
  return (
    <Rows>
      <Row
        icon="shield"
        title={seal ? t.sealed({ when: timeWords(seal.at, page) }) : t.nothingSealed()}
        badge={<Verdict page={page} state={state} />}
        facts={
          <>
            {facts}
            <br />
            {lookText({ page, state })}
          </>
        }
        actions={verify}
      />
    </Rows>
  )
}

/** What the look found that somebody has just asked for. What differs is told as on the server, in English. */
export function VerifiedNotice({ page, state, looked }: Props & { looked: boolean }) {
  const t = eventsTexts(page.locale, page.timeZone)
  const b = (text: string) => <b key="b">{text}</b>
  const { faults = 0, firstFault = null, range = null } = state.verification ?? {}
  if (!looked || !range)
    return (
      <Notice tone="warn" role="status">
        {t.verifyNothing({ b, code: (text) => <code key="code">{text}</code> })}
      </Notice>
    )
  return (
    <Notice tone={faults > 0 ? 'bad' : 'good'} role="status">
      {faults > 0 ? t.verifiedBad({ b, faults, ...range, fault: firstFault ?? '' }) : t.verifiedGood({ b, ...range })}
    </Notice>
  )
}
