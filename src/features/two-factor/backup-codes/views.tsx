import { Button, LinkButton } from '../../../platform/html/button.tsx'
import { Confirm } from '../../../platform/html/confirm.tsx'
import { Lamp } from '../../../platform/html/lamp.tsx'
import { Notice } from '../../../platform/html/notice.tsx'
import type { PageContext } from '../../../platform/html/page-context.ts'
import { Row, Rows } from '../../../platform/html/rows.tsx'
import { Card } from '../../../platform/html/section.tsx'
import { Shell } from '../../../platform/html/shell.tsx'
import { timeWords } from '../../../platform/html/time.tsx'
import { fewCodes } from './backup-code.ts'
import type { CodesLeft } from './code-set.ts'
import { CodesToKeep } from './codes-to-keep.tsx'
import { backupCodesTexts } from './texts/index.ts'

export const backupCodesPath = '/account/security/backup-codes'

const textsOf = (page: PageContext) => backupCodesTexts(page.locale, page.timeZone)
const strong = (text: string) => <b>{text}</b>

/** How many are left, as lamps and in words; each lamp is a code that still counts. */
function Left({ page, codes: { left, total, madeAt } }: { page: PageContext; codes: CodesLeft }) {
  const t = textsOf(page)
  if (madeAt === null) return <>{t.noneFacts()}</>
  return (
    <>
      <span class="lamps" aria-hidden="true">
        {Array.from({ length: total }, (_, at) => (
          <Lamp key={at} lit={at < left} />
        ))}
      </span>
      <br />
      {t.leftOf({ left, total, when: timeWords(madeAt, page, 'date') })}
    </>
  )
}

type CodesProps = { page: PageContext; codes: CodesLeft }

/** Tells somebody with a second factor whose codes are few or none; nothing otherwise. `linked`: on other pages. */
export function FewCodesNotice({ page, codes: { left, total }, linked }: CodesProps & { linked?: boolean }) {
  const t = textsOf(page)
  if (left > fewCodes) return null
  return (
    <Notice tone="warn">
      {total === 0 ? t.noneNotice({ strong }) : t.low({ left, strong })}
      {linked && (
        <>
          {' '}
          <a href={page.href(backupCodesPath)}>{t.title()}</a>
        </>
      )}
    </Notice>
  )
}

// Nothing is lost by the first ones; those after void what somebody may have on paper.
function Make({ page, codes: { left } }: CodesProps) {
  const t = textsOf(page)
  const action = page.href(backupCodesPath)
  if (left === 0)
    return (
      <form method="post" action={action}>
        <Button small kind="primary">
          {t.make()}
        </Button>
      </form>
    )
  return (
    <Confirm
      page={page}
      summary={t.makeNew()}
      question={t.makeQuestion()}
      consequence={t.makeConsequence()}
      action={action}
      submit={t.makeNew()}
      keep={t.makeKeep()}
      keepHref={action}
    />
  )
}

function NoFactor({ page }: { page: PageContext }) {
  const t = textsOf(page)
  const links = (
    <>
      <LinkButton small href={page.href('/account/security/authenticator')}>
        {t.noFactorApp()}
      </LinkButton>
      <LinkButton small href={page.href('/account/security/passkeys')}>
        {t.noFactorPasskey()}
      </LinkButton>
    </>
  )
  return <Row icon="list" title={t.none()} facts={t.noFactor()} actions={links} />
}

type Props = CodesProps & { hasFactor: boolean; error: string | null }

/** How many codes are left, and the way to new ones. */
export function BackupCodesPage({ page, codes, hasFactor, error }: Props) {
  const t = textsOf(page)
  const notice = error ? (
    <Notice tone="bad" role="alert">
      {error}
    </Notice>
  ) : (
    hasFactor && <FewCodesNotice page={page} codes={codes} />
  )
  const { left } = codes
  const make = <Make page={page} codes={codes} />
  return (
    <Shell page={page} title={t.title()} lead={t.lead()} notice={notice}>
      <Rows>
        {hasFactor ? (
          <Row
            icon="list"
            title={codes.total === 0 ? t.none() : t.left({ left })}
            facts={<Left page={page} codes={codes} />}
            {...(left === 0 ? { actions: make } : { confirm: make })}
          />
        ) : (
          <NoFactor page={page} />
        )}
      </Rows>
    </Shell>
  )
}

/** The new codes: the only page that ever shows them. `back`: where the way on leads, from `page.href`. */
export function MadeCodesPage({ page, codes, back }: { page: PageContext; codes: readonly string[]; back: string }) {
  const t = textsOf(page)
  return (
    <Shell page={page} title={t.madeTitle()} lead={t.madeLead()}>
      <Card>
        <CodesToKeep page={page} codes={codes}>
          <LinkButton href={back}>{t.done()}</LinkButton>
        </CodesToKeep>
      </Card>
    </Shell>
  )
}

/** How many codes are left, on the security page. */
export function BackupCodesRow({ page, codes }: CodesProps) {
  const t = textsOf(page)
  const manage = (
    <LinkButton small href={page.href(backupCodesPath)} label={t.panelManageLabel()}>
      {t.panelManage()}
    </LinkButton>
  )
  return <Row icon="list" title={t.title()} facts={<Left page={page} codes={codes} />} actions={manage} />
}
