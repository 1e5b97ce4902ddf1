import type { ComponentChild } from 'preact'
import { Button, LinkButton } from '../../../platform/html/button.tsx'
import { Confirm } from '../../../platform/html/confirm.tsx'
import { Empty } from '../../../platform/html/empty.tsx'
import { isolate, joinFacts } from '../../../platform/html/facts.ts'
import { Notice } from '../../../platform/html/notice.tsx'
import type { PageContext } from '../../../platform/html/page-context.ts'
import { Row, Rows } from '../../../platform/html/rows.tsx'
import { Section } from '../../../platform/html/section.tsx'
import { Shell } from '../../../platform/html/shell.tsx'
import { timeWords } from '../../../platform/html/time.tsx'
import { type CodesLeft, FewCodesNotice } from '../backup-codes/index.ts'
import type { ListedPasskey } from './list-passkeys.ts'
import { passkeysTexts } from './texts/index.ts'

export const passkeysPath = '/account/security/passkeys'

const textsOf = (page: PageContext) => passkeysTexts(page.locale, page.timeZone)
const strong = (text: string) => <b>{text}</b>

/** What there is to know of a passkey, in a line. */
export function factsOf(page: PageContext, passkey: ListedPasskey): string {
  const t = textsOf(page)
  const { authenticator, name } = passkey
  return joinFacts([
    authenticator === name ? null : authenticator,
    passkey.backed_up ? t.synced() : t.onlyHere(),
    t.made({ when: timeWords(passkey.created_at, page, 'relative') }),
    passkey.last_used_at ? t.lastUsed({ when: timeWords(passkey.last_used_at, page, 'relative') }) : t.neverUsed(),
  ])
}

function PasskeyRow({ page, passkey }: { page: PageContext; passkey: ListedPasskey }) {
  const t = textsOf(page)
  const name = isolate(passkey.name)
  const path = `${passkeysPath}/${passkey.id}`
  const rename = (
    <LinkButton small kind="quiet" label={t.renameLabel({ name })} href={page.href(`${path}/name`)}>
      {t.rename()}
    </LinkButton>
  )
  const remove = (
    <Confirm
      page={page}
      summary={t.remove()}
      summaryLabel={t.removeLabel({ name })}
      question={t.removeQuestion({ name })}
      consequence={t.removeConsequence()}
      action={page.href(`${path}/remove`)}
      submit={t.removeSubmit()}
      keep={t.removeKeep()}
      keepHref={page.href(passkeysPath)}
    />
  )
  return <Row icon="passkey" title={name} facts={factsOf(page, passkey)} actions={rename} confirm={remove} />
}

function AddRow({ page, first }: { page: PageContext; first: boolean }) {
  const t = textsOf(page)
  const add = (
    <form method="post" action={page.href(`${passkeysPath}/new`)}>
      <Button small>{t.add()}</Button>
    </form>
  )
  return <Row icon="plus" title={first ? t.addFirst() : t.addAnother()} facts={t.addAnotherFacts()} actions={add} />
}

function PasskeyNotice({ page, notice }: { page: PageContext; notice: Noted }) {
  const t = textsOf(page)
  const count = notice?.count ?? 0
  const said: Record<string, () => ComponentChild> = {
    'passkey-added': () => t.added({ count, strong }),
    'passkey-renamed': () => t.renamed({ strong }),
    'passkey-removed': () => t.removed({ count, strong }),
  }
  if (!notice || !Object.hasOwn(said, notice.code)) return null
  return (
    <Notice tone="good" role="status">
      {said[notice.code]?.()}
    </Notice>
  )
}

/** Why there can be no passkeys at this address. */
function Unavailable({ page, tryLocalhost }: { page: PageContext; tryLocalhost: boolean }) {
  const t = textsOf(page)
  return (
    <Notice tone="note">
      {t.unavailable()}
      {tryLocalhost && ` ${t.unavailableTry()}`}
    </Notice>
  )
}

type Noted = { readonly code: string; readonly count: number } | null
type ListProps = {
  page: PageContext
  passkeys: readonly ListedPasskey[]
  codes: CodesLeft
  notice: Noted
  error: string | null
}

/** One's passkeys. `available`: whether there can be more; `tryLocalhost`: on a computer of one's own. */
export function PasskeysPage(props: ListProps & { available: boolean; tryLocalhost: boolean }) {
  const { page, passkeys, codes, notice, error, available, tryLocalhost } = props
  const t = textsOf(page)
  const said = error ? (
    <Notice tone="bad" role="alert">
      {error}
    </Notice>
  ) : (
    <PasskeyNotice page={page} notice={notice} />
  )
  return (
    <Shell page={page} title={t.title()} lead={t.lead()} notice={said}>
      {passkeys.length > 0 && <FewCodesNotice page={page} codes={codes} linked />}
      {passkeys.length === 0 && <Empty title={t.empty()} text={t.emptyText()} />}
      {!available && <Unavailable page={page} tryLocalhost={tryLocalhost} />}
      {(passkeys.length > 0 || available) && (
        <Rows>
          {passkeys.map((passkey) => (
            <PasskeyRow key={passkey.id} page={page} passkey={passkey} />
          ))}
          {available && <AddRow page={page} first={passkeys.length === 0} />}
        </Rows>
      )}
    </Shell>
  )
}

/** How many there are, on the security page. */
export function PasskeysSection({ page, count }: { page: PageContext; count: number }) {
  const t = textsOf(page)
  const manage = (
    <LinkButton small href={page.href(passkeysPath)}>
      {t.panelManage()}
    </LinkButton>
  )
  return (
    <Section id="passkeys" title={t.panelTitle()} lead={t.panelLead()}>
      <Rows>
        <Row icon="passkey" title={t.panelNumber({ count })} facts={t.panelFacts()} actions={manage} />
      </Rows>
    </Section>
  )
}
