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
}

function noticeText({ page, notice }: Pick<Props, 'page' | 'notice'>): string | null {
  const t = accountsTexts(page.locale, page.timeZone)
  const texts: Readonly<Record<string, () => string>> = {
    'profile-saved': t.profileSaved,
    'language-saved': t.languageSaved,
    'username-saved': t.usernameSaved,
    'email-saved': t.emailSaved,
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

/** The page of the own account: one form for each thing that changes. */
export function AccountPage({ page, account, siteTimeZone, notice, failure }: Props) {
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
      <ProfileSection {...propsOf('profile')} />
      <LanguageSection {...propsOf('language')} siteTimeZone={siteTimeZone} />
      <UsernameSection {...propsOf('username')} />
      <EmailSection {...propsOf('email')} />
      <VisibilitySection {...propsOf('visibility')} />
    </Shell>
  )
}
