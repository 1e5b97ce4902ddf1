import type { ComponentChildren } from 'preact'
import { Icon } from './icon.tsx'
import type { PageContext } from './page-context.ts'
import { htmlTexts } from './texts/index.ts'

/** What every control has in common. The caller keeps the value; a password never has one. */
export type ControlProps = {
  page: PageContext
  label: ComponentChildren
  name: string
  /** The name, unless two forms of a page use the same one. */
  id?: string | undefined
  hint?: ComponentChildren
  errors?: readonly string[] | undefined
  /** Marked in words; everything else is required. */
  optional?: boolean | undefined
  /** At the end of the label's line: a link. */
  aside?: ComponentChildren
}

/** The messages of one control, in the order of reading; nothing when there are none. */
export function Errors({ id, errors = [] }: { id: string; errors?: readonly string[] | undefined }) {
  if (errors.length === 0) return null
  return (
    <div class="errors" id={`${id}-error`}>
      {errors.map((text) => (
        <p class="error" key={text}>
          <Icon name="alert" />
          <span>{text}</span>
        </p>
      ))}
    </div>
  )
}

/** The attributes that tie a control to its label, hint and errors; `more` names further elements that describe it. */
export function controlAttributes({ name, id = name, hint, errors, optional }: ControlProps, more?: string) {
  const failed = errors !== undefined && errors.length > 0
  const described = [hint ? `${id}-hint` : '', failed ? `${id}-error` : '', more ?? ''].filter((part) => part !== '')
  return {
    id,
    name,
    required: !optional,
    'aria-invalid': failed ? ('true' as const) : undefined,
    'aria-describedby': described.length > 0 ? described.join(' ') : undefined,
  }
}

/** Label, hint, error, control, in this order: neither the keyboard of a phone nor autofill hides the message. */
export function FieldFrame({ field, children }: { field: ControlProps; children: ComponentChildren }) {
  const { page, name, id = name, hint, errors, optional } = field
  const label = (
    <label for={id}>
      {field.label}
      {optional && <span class="opt"> {htmlTexts(page.locale, page.timeZone).optional()}</span>}
    </label>
  )
  return (
    <div class="field">
      {field.aside ? (
        <span class="spread">
          {label}
          <span class="small">{field.aside}</span>
        </span>
      ) : (
        label
      )}
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <Errors id={id} errors={errors} />
      {children}
    </div>
  )
}
