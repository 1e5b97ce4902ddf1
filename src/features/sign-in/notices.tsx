import type { ComponentChild } from 'preact'
import { Notice } from '../../platform/html/notice.tsx'
import type { PageContext } from '../../platform/html/page-context.ts'
import { type SignInTexts, signInTexts } from './texts/index.ts'

type Told = { readonly tone: 'good' | 'note' | 'warn'; readonly say: (t: SignInTexts) => ComponentChild }

const strong = (text: string) => <b>{text}</b>

// By the code that the operation before the redirect left.
const notices: Readonly<Record<string, Told>> = {
  'account-opened': { tone: 'good', say: (t) => t.accountOpened({ strong }) },
  'account-there': { tone: 'note', say: (t) => t.accountExists({ strong }) },
  'password-set': { tone: 'good', say: (t) => t.passwordSet({ strong }) },
  'signed-out': { tone: 'good', say: (t) => t.signedOut({ strong }) },
  'sign-in-over': { tone: 'warn', say: (t) => t.flowOver() },
}

/** What just happened, above the sign-in form; nothing for words of other pages. */
export function SignInNotice({ page, code }: { page: PageContext; code: string | null }) {
  const told = Object.hasOwn(notices, code ?? '') ? notices[code ?? ''] : undefined
  if (!told) return null
  return (
    <Notice tone={told.tone} role="status">
      {told.say(signInTexts(page.locale, page.timeZone))}
    </Notice>
  )
}
