import { Badge } from '../../platform/html/badge.tsx'
import { LinkButton } from '../../platform/html/button.tsx'
import type { PageContext } from '../../platform/html/page-context.ts'
import { Row, Rows } from '../../platform/html/rows.tsx'
import { Section } from '../../platform/html/section.tsx'
import type { Finding } from './findings.ts'
import { type CheckupTexts, checkupTexts } from './texts/index.ts'

type Words = { readonly title: string; readonly facts: string; readonly link: string; readonly path: string }

const factors = '/account/security#second-factor'
const devices = '/account/sessions'

function wordsOf(t: CheckupTexts, finding: Finding): Words {
  const count = 'count' in finding ? finding.count : 0
  const words: Record<Finding['about'], () => Words> = {
    'address-unproved': () => ({ title: t.unproved(), facts: t.unprovedWhy(), link: t.toAddress(), path: '/account' }),
    'address-bounces': () => ({ title: t.bounces(), facts: t.bouncesWhy(), link: t.toAddress(), path: '/account' }),
    'address-good': () => ({
      title: t.addressGood(),
      facts: t.addressGoodWhy(),
      link: t.toAddress(),
      path: '/account',
    }),
    'factor-none': () => ({ title: t.factorNone(), facts: t.factorNoneWhy(), link: t.toFactors(), path: factors }),
    'factor-app': () => ({ title: t.factorApp(), facts: t.factorWhy(), link: t.toFactorsGood(), path: factors }),
    'factor-passkey': () => ({
      title: t.factorPasskey(),
      facts: t.factorWhy(),
      link: t.toFactorsGood(),
      path: '/account/security#passkeys',
    }),
    'codes-few': () => ({ title: t.codesFew({ count }), facts: t.codesFewWhy(), link: t.toCodes(), path: factors }),
    'codes-good': () => ({
      title: t.codesGood({ count }),
      facts: t.codesGoodWhy(),
      link: t.toCodesGood(),
      path: factors,
    }),
    trusted: () => ({ title: t.trusted({ count }), facts: t.trustedWhy(), link: t.toDevices(), path: devices }),
    'devices-unused': () => ({ title: t.unused({ count }), facts: t.unusedWhy(), link: t.toDevices(), path: devices }),
    'devices-good': () => ({ title: t.devicesGood(), facts: t.devicesGoodWhy(), link: t.toDevices(), path: devices }),
  }
  return words[finding.about]()
}

function FindingRow({ page, finding }: { page: PageContext; finding: Finding }) {
  const t = checkupTexts(page.locale, page.timeZone)
  const { title, facts, link, path } = wordsOf(t, finding)
  return (
    <Row
      icon={finding.isGood ? 'check-circle' : 'alert'}
      title={title}
      badge={<Badge tone={finding.isGood ? 'good' : 'warn'}>{finding.isGood ? t.good() : t.improve()}</Badge>}
      facts={facts}
      actions={
        <LinkButton small kind={finding.isGood ? 'quiet' : 'plain'} href={page.href(path)}>
          {link}
        </LinkButton>
      }
    />
  )
}

/** What to improve, then what is good, a sentence each. */
export function CheckupSection({ page, findings }: { page: PageContext; findings: readonly Finding[] }) {
  const t = checkupTexts(page.locale, page.timeZone)
  const count = findings.filter(({ isGood }) => !isGood).length
  return (
    <Section id="checkup" title={t.title()} lead={t.lead({ count })}>
      <Rows>
        {findings.map((finding) => (
          <FindingRow key={finding.about} page={page} finding={finding} />
        ))}
      </Rows>
    </Section>
  )
}
