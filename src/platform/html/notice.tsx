import type { ComponentChildren } from 'preact'
import { Icon } from './icon.tsx'

/** What a notice is about; never said by its color alone. */
type Tone = 'note' | 'good' | 'warn' | 'bad'

const icons = { note: 'info', good: 'check-circle', warn: 'alert', bad: 'alert' } as const

type NoticeProps = {
  tone: Tone
  /** `status` after a redirect, `alert` after a form that failed. */
  role?: 'status' | 'alert' | undefined
  /** Moves the focus here when the page opens: for what a failed form has to say. */
  focus?: boolean | undefined
  children: ComponentChildren
}

/** An icon and one sentence, in bold what happened. It stays until the next page. */
export function Notice({ tone, role, focus, children }: NoticeProps) {
  return (
    <div class={`notice ${tone}`} role={role} {...(focus ? focusHere : {})}>
      <Icon name={icons[tone]} />
      <p>{children}</p>
    </div>
  )
}

/** Makes any element take the focus when the page opens, without a script; one a page. */
export const focusHere = { tabIndex: -1, autofocus: true } as const
