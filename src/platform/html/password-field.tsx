import { type ControlProps, controlAttributes, FieldFrame } from './field-frame.tsx'
import { PasswordMeter } from './password-meter.tsx'
import { type PasswordRule, PasswordRules } from './password-rules.tsx'
import { htmlTexts } from './texts/index.ts'

/** Name for `islands` on pages with a password field: the button that shows it, the Caps Lock hint, the live rules, the meter. */
export const passwordFieldIsland = 'password-field.js'

type PasswordFieldProps = ControlProps & {
  autocomplete: 'current-password' | 'new-password'
  /** For password managers that make one: `minlength: 8; maxlength: 256; required: upper; …`. */
  passwordrules?: string | undefined
  /** Shown under a new password. */
  rules?: readonly PasswordRule[] | undefined
}

/**
 * A password, which never has a value. The button and the hint lie over the field and appear only where scripts run, so
 * that nothing moves.
 */
export function PasswordField(props: PasswordFieldProps) {
  const t = htmlTexts(props.page.locale, props.page.timeZone)
  const id = props.id ?? props.name
  return (
    <FieldFrame field={props}>
      <div class="reveal" data-password>
        <input
          class="input"
          {...controlAttributes(props, props.rules ? `${id}-rules` : undefined)}
          type="password"
          autocomplete={props.autocomplete}
          autocapitalize="none"
          spellcheck={false}
          {...(props.passwordrules === undefined ? {} : { passwordrules: props.passwordrules })}
        />
        <button
          class="show"
          type="button"
          hidden
          aria-controls={id}
          aria-label={t.showPasswordLong()}
          data-show={t.showPassword()}
          data-show-long={t.showPasswordLong()}
          data-hide={t.hidePassword()}
          data-hide-long={t.hidePasswordLong()}
        >
          {t.showPassword()}
        </button>
        <span class="caps" role="status" data-text={t.capsLock()} />
      </div>
      {props.rules && <PasswordRules page={props.page} id={`${id}-rules`} rules={props.rules} />}
      {props.rules && <PasswordMeter page={props.page} />}
    </FieldFrame>
  )
}
