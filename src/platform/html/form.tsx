import type { ComponentChildren } from 'preact'

type FormProps = {
  /** From `page.href`. */
  action: string
  id?: string | undefined
  /** As a card of its own, on account pages; at a door the card is there already. */
  card?: boolean | undefined
  /** With the red edge of things that cannot be undone. */
  danger?: boolean | undefined
  children: ComponentChildren
}

/** A form that posts. The browser's own bubbles are off: the server says what is wrong, in our words, beside the fields. */
export function Form({ action, id, card, danger, children }: FormProps) {
  return (
    <form
      class={`stack${card ? ' card pad' : ''}${danger ? ' dangerzone' : ''}`}
      id={id}
      method="post"
      action={action}
      novalidate
    >
      {children}
    </form>
  )
}

/** Two fields side by side where there is room. */
export function Pair({ children }: { children: ComponentChildren }) {
  return <div class="pair">{children}</div>
}

/** Buttons in a line. */
export function Actions({ children }: { children: ComponentChildren }) {
  return <div class="acts">{children}</div>
}
