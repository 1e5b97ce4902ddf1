import type { ComponentChildren } from 'preact'
import { Errors } from './field-frame.tsx'

type CheckboxProps = {
  name: string
  id?: string | undefined
  /** May hold links. */
  label: ComponentChildren
  value?: string | undefined
  checked?: boolean | undefined
  required?: boolean | undefined
  errors?: readonly string[] | undefined
}

/** A box with its label to the right and its error above. */
export function Checkbox({ name, id = name, label, value, checked, required, errors }: CheckboxProps) {
  const failed = errors !== undefined && errors.length > 0
  return (
    <div class="check">
      <Errors id={id} errors={errors} />
      <input
        id={id}
        name={name}
        type="checkbox"
        value={value}
        checked={checked}
        required={required}
        aria-invalid={failed ? 'true' : undefined}
        aria-describedby={failed ? `${id}-error` : undefined}
      />
      <label for={id}>{label}</label>
    </div>
  )
}
