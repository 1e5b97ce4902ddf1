import { Empty } from '../../../platform/html/empty.tsx'
import type { PageContext } from '../../../platform/html/page-context.ts'
import { Row, Rows } from '../../../platform/html/rows.tsx'
import { Section } from '../../../platform/html/section.tsx'
import { timeWords } from '../../../platform/html/time.tsx'
import type { FactorList, ListedFactor } from '../../two-factor/index.ts'
import { accountsTexts } from './texts/index.ts'

type Of<Shown> = { page: PageContext } & Shown

function FactorRow({ page, factor: { kind, name, addedAt, lastUsedAt } }: Of<{ factor: ListedFactor }>) {
  const t = accountsTexts(page.locale, page.timeZone)
  const facts = [
    t.factorSince({ when: timeWords(addedAt, page, 'date') }),
    lastUsedAt ? t.lastUse({ when: timeWords(lastUsedAt, page, 'relative') }) : t.neverUsed(),
  ]
  return (
    <Row
      icon={kind === 'app' ? 'phone' : 'passkey'}
      title={kind === 'app' ? t.appRow() : t.passkeyRow({ name: name ?? '' })}
      facts={facts.join(' · ')}
    />
  )
}

/** What somebody has beside the password, and how many codes are left for the day on which it is lost. */
export function Factors({ page, factors: { items, backupCodes } }: Of<{ factors: FactorList }>) {
  const t = accountsTexts(page.locale, page.timeZone)
  return (
    <Section id="factors" title={t.factorsRow()} lead={t.factorsSectionLead()}>
      {items.length === 0 ? (
        <Empty inSection title={t.noFactors()} />
      ) : (
        <Rows>
          {items.map((factor) => (
            <FactorRow key={`${factor.kind} ${factor.addedAt.getTime()}`} page={page} factor={factor} />
          ))}
          {backupCodes && (
            <Row
              icon="key"
              title={t.codesRow()}
              facts={t.codesFacts({ ...backupCodes, when: timeWords(backupCodes.madeAt, page, 'date') })}
            />
          )}
        </Rows>
      )}
    </Section>
  )
}
