import { Button } from '../../platform/html/button.tsx'
import { Actions, Form } from '../../platform/html/form.tsx'
import { Notice } from '../../platform/html/notice.tsx'
import type { PageContext } from '../../platform/html/page-context.ts'
import { Shell } from '../../platform/html/shell.tsx'
import type { Account } from './account.ts'
import { type Failure, type FormName, type SectionProps, valuesOf, withMarks } from './account-forms.ts'
import { ProfileSection } from './profile-section.tsx'
import { EmailSection, LanguageSection, UsernameSection, VisibilitySection } from './settings-sections.tsx'
import { accountsTexts } from './texts/index.ts'

type Props = {
  readonly page: PageContext
  readonly account: Account
  readonly siteTimeZone: string
  /** What the form before the redirect left to say. */
  readonly notice: string | undefined
  readonly failure: Failure | undefined
  /** An address that waits for its proof; null where none does. */
  readonly emailAsked: string | null
  /** Whether the address of the account itself does. */
  readonly awaitsProof: boolean
}

function noticeText({ page, notice }: Pick<Props, 'page' | 'notice'>): string | null {
  const t = accountsTexts(page.locale, page.timeZone)
  const texts: Readonly<Record<string, () => string>> = {
    'profile-saved': t.profileSaved,
    'language-saved': t.languageSaved,
    'username-saved': t.usernameSaved,
    'email-saved': t.emailSaved,
    'email-asked': t.emailAsked,
    'email-confirmed': t.emailConfirmed,
    'mail-sent': t.mailSent,
    'visibility-saved': t.visibilitySaved,
    unchanged: t.unchanged,
  }
  return notice !== undefined && Object.hasOwn(texts, notice) ? (texts[notice]?.() ?? null) : null
}

/** Mail comes back: what it says, and what to do about it. */
function ComesBack({ page, account }: Pick<Props, 'page' | 'account'>) {
  if (account.mailState === 'working') return null
  const t = accountsTexts(page.locale, page.timeZone)
  const marks = {
    b: (text: string) => <b key="b">{text}</b>,
    a: (text: string) => (
      <a key="a" href="#address">
        {text}
      </a>
    ),
  }
  return <Notice tone="warn">{t.mailComesBack({ email: account.email, ...marks })}</Notice>
}

/** Nobody has proved yet to read the mailbox: what that keeps the person from, and a mail that mends it. */
function AwaitsProof({ page, account }: Pick<Props, 'page' | 'account'>) {
  const t = accountsTexts(page.locale, page.timeZone)
  return (
    <Form action={page.href('/account/verification')}>
      <Notice tone="warn">{t.awaitsProof({ email: account.email, b: (text) => <b key="b">{text}</b> })}</Notice>
      <Actions>
        <Button>{t.sendProof()}</Button>
      </Actions>
    </Form>
  )
}

/** The page of the own account: one form for each thing that changes. */
export function AccountPage(props: Props) {
  const { page, account, siteTimeZone, notice, failure } = props
  const t = accountsTexts(page.locale, page.timeZone)
  const said = noticeText({ page, notice })
  const shown = valuesOf(account)
  const propsOf = (form: FormName): SectionProps =>
    failure?.form === form
      ? { page, account, values: failure.values, errors: failure.errors }
      : { page, account, values: withMarks(shown[form]), errors: [] }
  return (
    <Shell
      page={page}
      title={t.pageTitle()}
      lead={t.pageLead()}
      notice={
        said && (
          <Notice tone={notice === 'unchanged' ? 'note' : 'good'} role="status">
            {notice === 'unchanged' ? said : <b>{said}</b>}
          </Notice>
        )
      }
    >
      <ComesBack page={page} account={account} />
      {props.awaitsProof && <AwaitsProof page={page} account={account} />}
      <ProfileSection {...propsOf('profile')} />
      <LanguageSection {...propsOf('language')} siteTimeZone={siteTimeZone} />
      <UsernameSection {...propsOf('username')} />
      <EmailSection {...propsOf('email')} asked={props.emailAsked} />
      <VisibilitySection {...propsOf('visibility')} />
    </Shell>
  )
}
