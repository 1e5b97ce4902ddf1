import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from './icon.tsx'

/** `primary` once a view; `danger` leads to the question, `danger-primary` stands only inside it; `quiet` goes back. */
type ButtonKind = 'primary' | 'plain' | 'quiet' | 'danger' | 'danger-primary'

type Look = {
  kind?: ButtonKind | undefined
  small?: boolean | undefined
  full?: boolean | undefined
  icon?: IconName | undefined
  /** What a screen reader says instead of the words, where the same words repeat: "Sign out Safari on iPhone". */
  label?: string | undefined
  children: ComponentChildren
}

/** The classes of a button, for elements that only look like one. */
export function buttonClass({ kind = 'plain', small, full }: Pick<Look, 'kind' | 'small' | 'full'>): string {
  const kinds: Record<ButtonKind, string> = {
    primary: ' primary',
    plain: '',
    quiet: ' quiet',
    danger: ' danger',
    'danger-primary': ' danger primary',
  }
  return `btn${kinds[kind]}${small ? ' s' : ''}${full ? ' full' : ''}`
}

type ButtonProps = Look & {
  type?: 'submit' | 'button' | undefined
  /** With `value`: what the form sends when this button is the one that was pressed. */
  name?: string | undefined
  value?: string | undefined
  /** The id of a form elsewhere on the page. */
  form?: string | undefined
}

/** Sends its form. */
export function Button({ icon, label, type = 'submit', name, value, form, children, ...look }: ButtonProps) {
  return (
    <button class={buttonClass(look)} type={type} name={name} value={value} form={form} aria-label={label}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  )
}

/** A link that looks like a button; `href` comes from `page.href`. */
export function LinkButton({ icon, label, href, children, ...look }: Look & { href: string }) {
  return (
    <a class={buttonClass(look)} href={href} aria-label={label}>
      {icon && <Icon name={icon} />}
      {children}
    </a>
  )
}
