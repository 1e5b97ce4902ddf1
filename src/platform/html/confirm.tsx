import type { ComponentChildren } from 'preact'
import { Button, buttonClass, LinkButton } from './button.tsx'
import type { PageContext } from './page-context.ts'

type ConfirmProps = {
  page: PageContext
  /** The words of the button that opens the question. */
  summary: string
  /** What a screen reader says instead, where the same words repeat. */
  summaryLabel?: string | undefined
  question: string
  /** What follows from it. */
  consequence?: ComponentChildren
  /** Where the form posts to, from `page.href`. */
  action: string
  /** Verb and object: "Sign out 3 devices". */
  submit: string
  /** The way out, which says what stays: "Keep them". It leads to this page again, closed. */
  keep: string
  /** Where the way out leads; this page. */
  keepHref?: string | undefined
  /** Whether the button that opens it is red already. */
  danger?: boolean | undefined
  /** Hidden fields, or fields to fill in. */
  children?: ComponentChildren
}

/** A question that opens in place, without a dialog and without a script; one is open at a time. */
export function Confirm({ page, summary, summaryLabel, question, consequence, danger, ...rest }: ConfirmProps) {
  return (
    <details class="confirm" name="confirm">
      <summary class={buttonClass({ small: true, kind: danger ? 'danger' : 'plain' })} aria-label={summaryLabel}>
        {summary}
      </summary>
      <form class="ask" method="post" action={rest.action}>
        <p>
          <b>{question}</b>
          {consequence && <br />}
          {consequence}
        </p>
        {rest.children}
        <div class="acts">
          <Button kind="danger-primary" small>
            {rest.submit}
          </Button>
          <LinkButton kind="quiet" small href={rest.keepHref ?? page.href(page.path)}>
            {rest.keep}
          </LinkButton>
        </div>
      </form>
    </details>
  )
}
