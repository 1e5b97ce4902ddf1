import type { ComponentChildren } from 'preact'
import { Button } from '../../../platform/html/button.tsx'
import type { PageContext } from '../../../platform/html/page-context.ts'
import { type PasskeysTexts, passkeysTexts } from './texts/index.ts'

/** Name for `islands` on pages with a `PasskeyForm`. */
export const passkeyIsland = 'passkey.js'

type PasskeyFormProps = {
  page: PageContext
  /** Whether a passkey is made or used. */
  does: 'create' | 'get'
  /** The route of the API that says what to ask for, from `page.href`. */
  options: string
  /** Where the answer goes as a form. */
  action: string
  /** The field of the answer. */
  name?: string | undefined
  /** Whether passkeys are offered where a username is filled in, too. */
  autofill?: boolean | undefined
  /** A box elsewhere on the page whose tick goes along. */
  along?: string | undefined
  /** Says so where the browser knows no passkeys; else the button stays away. */
  required?: boolean | undefined
  primary?: boolean | undefined
  /** As wide as its words. */
  narrow?: boolean | undefined
  submit: string
  children?: ComponentChildren
}

const wordsOf = (t: PasskeysTexts) => ({
  'data-waiting': t.islandWaiting(),
  'data-cancelled': t.islandCancelled(),
  'data-known': t.islandKnown(),
  'data-not-allowed': t.islandNotAllowed(),
  'data-unsupported': t.islandUnsupported(),
  'data-offline': t.islandOffline(),
  'data-failed': t.islandFailed(),
})

/**
 * A button that asks the browser for a passkey, and a form that takes the answer along. Its place is kept, and it appears
 * where scripts run; what goes wrong is said under it.
 */
export function PasskeyForm({ page, does, name = 'credential', children, ...props }: PasskeyFormProps) {
  const t = passkeysTexts(page.locale, page.timeZone)
  return (
    <form
      class="stack passkey"
      method="post"
      action={props.action}
      novalidate
      data-passkey={does}
      data-options={props.options}
      data-autofill={props.autofill}
      data-along={props.along}
      data-required={props.required}
      {...wordsOf(t)}
    >
      <input type="hidden" name={name} />
      {children}
      <div class={props.narrow ? 'acts' : undefined}>
        <Button full={!props.narrow} kind={props.primary ? 'primary' : 'plain'} icon="passkey">
          {props.submit}
        </Button>
      </div>
      <p class="small" role="status" />
    </form>
  )
}
