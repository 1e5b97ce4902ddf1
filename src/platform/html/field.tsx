import { type ControlProps, controlAttributes, FieldFrame } from './field-frame.tsx'

type Hints = {
  autocomplete?: string | undefined
  autocapitalize?: 'none' | 'sentences' | 'words' | undefined
  spellcheck?: boolean | undefined
  maxlength?: number | undefined
}

type FieldProps = ControlProps &
  Hints & {
    value?: string | undefined
    type?: 'text' | 'email' | 'date' | 'datetime-local' | 'search' | 'url' | undefined
    inputmode?: 'text' | 'email' | 'numeric' | 'url' | undefined
    /** The earliest and latest day of a date. */
    min?: string | undefined
    max?: string | undefined
  }

/** One line of text. Names of accounts and codes say `autocapitalize="none"` and `spellcheck={false}`. */
export function Field(props: FieldProps) {
  const { value, type = 'text', autocomplete, autocapitalize, spellcheck, inputmode, maxlength, min, max } = props
  return (
    <FieldFrame field={props}>
      <input
        class="input"
        {...controlAttributes(props)}
        // Preact's types divide inputs by whether they may have a list; ours have none.
        type={type as 'text'}
        // Names and words run from right to left for some.
        dir={type === 'text' ? 'auto' : undefined}
        value={value}
        autocomplete={autocomplete}
        autocapitalize={autocapitalize}
        spellcheck={spellcheck}
        inputmode={inputmode}
        maxlength={maxlength}
        min={min}
        max={max}
      />
    </FieldFrame>
  )
}

/** Several lines of plain text. */
export function TextArea(props: ControlProps & Hints & { value?: string | undefined; rows?: number | undefined }) {
  const { value = '', rows = 4, autocomplete, autocapitalize, spellcheck, maxlength } = props
  return (
    <FieldFrame field={props}>
      <textarea
        dir="auto"
        {...controlAttributes(props)}
        rows={rows}
        autocomplete={autocomplete}
        autocapitalize={autocapitalize}
        spellcheck={spellcheck}
        maxlength={maxlength}
        value={value}
      />
    </FieldFrame>
  )
}

type SelectProps = ControlProps & {
  value?: string | undefined
  options: readonly { readonly value: string; readonly label: string }[]
  autocomplete?: string | undefined
}

/** One of several values. */
export function Select(props: SelectProps) {
  return (
    <FieldFrame field={props}>
      <select {...controlAttributes(props)} autocomplete={props.autocomplete}>
        {props.options.map(({ value, label }) => (
          <option key={value} value={value} selected={value === props.value}>
            {label}
          </option>
        ))}
      </select>
    </FieldFrame>
  )
}
