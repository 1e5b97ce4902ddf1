import { LinkButton } from '../../../platform/html/button.tsx'
import { Confirm } from '../../../platform/html/confirm.tsx'
import type { PageContext } from '../../../platform/html/page-context.ts'
import { Row, Rows } from '../../../platform/html/rows.tsx'
import { Section } from '../../../platform/html/section.tsx'
import { timeWords } from '../../../platform/html/time.tsx'
import { type Account, statusAt } from '../../accounts/index.ts'
import type { Lock } from '../../lockout/index.ts'
import { accountsTexts } from './texts/index.ts'

type Of = { page: PageContext; account: Account }
type Resting = Of & { lock: Lock }

const hrefOf = ({ page, account }: Of, measure: string) => page.href(`/admin/accounts/${account.id}/${measure}`)

function SuspensionRow({ page, account }: Of) {
  const t = accountsTexts(page.locale, page.timeZone)
  const suspend = (
    <LinkButton small kind="danger" href={hrefOf({ page, account }, 'suspension')}>
      {statusAt(account, page.now) === 'suspended' ? t.changeSuspension() : t.suspend()}
    </LinkButton>
  )
  return <Row icon="alert" title={t.suspensionRow()} facts={t.suspensionFacts()} actions={suspend} />
}

function LiftRow({ page, account }: Of) {
  const t = accountsTexts(page.locale, page.timeZone)
  const confirm = (
    <Confirm
      page={page}
      summary={t.lift()}
      question={t.liftQuestion({ name: account.displayName })}
      action={hrefOf({ page, account }, 'reactivation')}
      submit={t.liftSubmit()}
      keep={t.liftKeep()}
    />
  )
  return <Row icon="check" title={t.liftRow()} facts={t.liftFacts()} confirm={confirm} />
}

function SignOutRow({ page, account }: Of) {
  const t = accountsTexts(page.locale, page.timeZone)
  const confirm = (
    <Confirm
      page={page}
      summary={t.signOut()}
      question={t.signOutQuestion({ name: account.displayName })}
      consequence={t.signOutConsequence()}
      action={hrefOf({ page, account }, 'sign-out')}
      submit={t.signOutSubmit()}
      keep={t.signOutKeep()}
    />
  )
  return <Row icon="sign-out" title={t.signOutRow()} facts={t.signOutFacts()} confirm={confirm} />
}

function OpeningRow({ page, account }: Of) {
  const t = accountsTexts(page.locale, page.timeZone)
  const confirm = (
    <Confirm
      page={page}
      summary={t.linkMake()}
      question={t.linkQuestion({ name: account.displayName })}
      consequence={t.linkConfirm()}
      action={hrefOf({ page, account }, 'opening-link')}
      submit={t.linkSubmit()}
      keep={t.linkKeep()}
    />
  )
  return <Row icon="key" title={t.linkRow()} facts={t.linkFacts()} confirm={confirm} />
}

function RecoveryRow({ page, account }: Of) {
  const t = accountsTexts(page.locale, page.timeZone)
  const confirm = (
    <Confirm
      page={page}
      summary={t.recoveryMake()}
      question={t.recoveryQuestion({ name: account.displayName })}
      consequence={t.recoveryConfirm()}
      action={hrefOf({ page, account }, 'recovery-link')}
      submit={t.recoverySubmit()}
      keep={t.linkKeep()}
    />
  )
  return <Row icon="mail" title={t.recoveryRow()} facts={t.recoveryFacts()} confirm={confirm} />
}

function FactorsRow({ page, account }: Of) {
  const t = accountsTexts(page.locale, page.timeZone)
  const link = (
    <LinkButton small kind="danger" href={hrefOf({ page, account }, 'factors')}>
      {t.factorsReset()}
    </LinkButton>
  )
  return <Row icon="phone" title={t.factorsRow()} facts={t.factorsFacts()} actions={link} />
}

function RoleRow({ page, account }: Of) {
  const t = accountsTexts(page.locale, page.timeZone)
  const link = (
    <LinkButton small href={hrefOf({ page, account }, 'role')}>
      {t.changeRole()}
    </LinkButton>
  )
  return <Row icon="shield" title={t.roleRow()} facts={t.roleFacts()} actions={link} />
}

function PasswordRow({ page, account }: Of) {
  const t = accountsTexts(page.locale, page.timeZone)
  const link = (
    <LinkButton small href={hrefOf({ page, account }, 'password-due')}>
      {t.askPassword()}
    </LinkButton>
  )
  return <Row icon="key" title={t.passwordRow()} facts={t.passwordFacts()} actions={link} />
}

function RemovalRow({ page, account }: Of) {
  const t = accountsTexts(page.locale, page.timeZone)
  const link = (
    <LinkButton small kind="danger" href={hrefOf({ page, account }, 'removal')}>
      {t.remove()}
    </LinkButton>
  )
  return <Row icon="cross" title={t.removalRow()} facts={t.removalFacts()} actions={link} />
}

function UnlockRow({ page, account, lock: { until, refused } }: Resting) {
  const t = accountsTexts(page.locale, page.timeZone)
  const confirm = (
    <Confirm
      page={page}
      summary={t.unlock()}
      question={t.unlockQuestion({ name: account.displayName })}
      action={hrefOf({ page, account }, 'unlocking')}
      submit={t.unlockSubmit()}
      keep={t.unlockKeep()}
    />
  )
  const facts = t.unlockFacts({ when: timeWords(until, page), refused })
  return <Row icon="clock" title={t.unlockRow()} facts={facts} confirm={confirm} />
}

/** Without what nobody may do to their own account. */
export function Measures({ page, account, lock }: Of & { lock: Lock | null }) {
  const t = accountsTexts(page.locale, page.timeZone)
  const isOwn = page.caller?.accountId === account.id
  const access = account.awaitsOpening ? [OpeningRow] : [SignOutRow, PasswordRow]
  const status = statusAt(account, page.now)
  const lift = status === 'suspended' ? [LiftRow] : []
  const isOpen = status === 'active' || status === 'restricted'
  const recovery = isOpen && !account.awaitsOpening ? [RecoveryRow] : []
  const factors = account.factors.length > 0 ? [FactorsRow] : []
  const others = [...recovery, ...factors, RoleRow, ...lift, SuspensionRow, RemovalRow]
  const measures = isOwn ? access : [...access, ...others]
  return (
    <Section id="measures" title={t.measuresTitle()} lead={isOwn ? t.ownLead() : t.measuresLead()}>
      <Rows danger>
        {lock && <UnlockRow page={page} account={account} lock={lock} />}
        {measures.map((Measure) => (
          <Measure key={Measure.name} page={page} account={account} />
        ))}
      </Rows>
    </Section>
  )
}
