import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { InputInvalid } from '../errors/app-error.ts'
import { Checkbox } from './checkbox.tsx'
import { ErrorSummary } from './error-summary.tsx'
import { Field, Select, TextArea } from './field.tsx'
import { pageContext } from './fixtures/page-context.ts'
import { Form } from './form.tsx'
import { errorsOf, formErrors } from './form-errors.ts'
import { PasswordField } from './password-field.tsx'

const page = pageContext()
const german = pageContext({ locale: 'de', timeZone: 'Europe/Berlin' })
const order = (html: string, ...parts: string[]) => parts.map((part) => html.indexOf(part))
const ascending = (numbers: number[]) => numbers.every((n, i) => n >= 0 && (i === 0 || n > numbers[i - 1]!))

describe('a field', () => {
  const html = renderToString(
    <Field page={page} label="Username" name="username" value="kev" hint="3 to 30 letters." errors={['Taken.']} />,
  )

  it('comes as label, hint, error, control', () => {
    expect(order(html, '<label', 'class="hint"', 'class="error"', '<input')).toSatisfy(ascending)
  })

  it('is tied to its label, hint and error by ids made of its name', () => {
    expect(html).toContain('<label for="username">')
    expect(html).toContain('aria-describedby="username-hint username-error"')
    expect(html).toContain('aria-invalid="true"')
    expect(html).toMatch(/id="username-hint".*id="username-error".*id="username" name="username"/s)
  })

  it('names nothing as its description when there is no hint and no error', () => {
    const plain = renderToString(<Field page={page} label="Email" name="email" errors={[]} />)
    expect(plain).not.toMatch(/aria-describedby|aria-invalid/)
    expect(plain).toContain('required')
  })

  it('is marked in words when it is optional, and then not required', () => {
    const optional = (context: typeof page) =>
      renderToString(<Field page={context} label="Location" name="location" optional />)
    expect(optional(page)).toContain('Location<span class="opt"> (optional)</span>')
    expect(optional(german)).toContain('(freiwillig)')
    expect(optional(page)).not.toContain('required')
  })

  it('shows all its errors at once', () => {
    const both = renderToString(
      <Field page={page} label="Password" name="password" errors={['No digit.', 'Too short.']} />,
    )
    expect(both.match(/class="error"/g)).toHaveLength(2)
  })

  it('takes an id of its own where two forms use the same name', () => {
    const other = renderToString(<Field page={page} label="Email" name="email" id="new-email" hint="Never shown." />)
    expect(other).toMatch(/for="new-email".*id="new-email-hint".*id="new-email" name="email"/s)
  })

  it('keeps hostile text as text, in the value, the label, the hint and the error', () => {
    const hostile = '"><script>alert(1)</script>'
    const escaped = renderToString(
      <Field page={page} label={hostile} name="x" value={hostile} hint={hostile} errors={[hostile]} />,
    )
    expect(escaped).not.toContain('<script')
    expect(escaped).toContain('value="&quot;>&lt;script>')
  })
})

it('keeps text that would close a text area inside it', () => {
  const html = renderToString(<TextArea page={page} label="Bio" name="bio" value={'One\n</textarea><b>two'} />)
  expect(html).toContain('>One\n&lt;/textarea>&lt;b>two</textarea>')
})

it('selects the value it is given', () => {
  const options = ['en', 'de'].map((value) => ({ value, label: value }))
  const html = renderToString(<Select page={page} label="Language" name="language" value="de" options={options} />)
  expect(html).toMatch(/<option value="de" selected|<option selected value="de"/)
  expect(html).not.toMatch(/value="en" selected|selected value="en"/)
})

it('gives a box its error above it and links inside its label', () => {
  const label = (
    <>
      I accept the <a href="/terms">terms</a>
    </>
  )
  const html = renderToString(<Checkbox name="acceptTerms" label={label} errors={['Tick the box to go on.']} />)
  expect(order(html, 'id="acceptTerms-error"', '<input', '<label for="acceptTerms">')).toSatisfy(ascending)
  expect(html).toContain('aria-describedby="acceptTerms-error"')
})

describe('a password field', () => {
  const html = renderToString(
    <PasswordField
      page={german}
      label="Passwort"
      name="password"
      autocomplete="new-password"
      passwordrules="minlength: 8;"
      rules={[
        { text: '8 Zeichen', state: 'met', check: { kind: 'length', min: 8, max: 256 } },
        { text: 'Eine Ziffer', state: 'unmet', check: { kind: 'digit' } },
        { text: 'Nicht verbreitet', state: 'open' },
      ]}
    />,
  )

  it('never has a value', () => {
    expect(html).not.toContain('value=')
  })

  it('tells password managers what it is', () => {
    expect(html).toContain('autocomplete="new-password"')
    expect(html).toContain('passwordrules="minlength: 8;"')
  })

  it('is described by its rules, whose state is said in words', () => {
    expect(html).toMatch(/aria-describedby="password-rules".*id="password-rules"/s)
    expect(html).toMatch(/class="ok".*Erfüllt: <\/span>8 Zeichen.*class="no".*Nicht erfüllt: <\/span>Eine Ziffer/s)
  })

  it('hides the button that needs a script until one runs', () => {
    expect(html).toMatch(/<button[^>]* hidden/)
  })
})

describe('the error summary', () => {
  const errors = (count: number) =>
    Array.from({ length: count }, (_, i) => ({ field: `field${i}`, text: `Wrong ${i}.` }))
  const heading = (context: typeof page, count: number) =>
    /<h2>(.*)<\/h2>/.exec(renderToString(<ErrorSummary page={context} errors={errors(count)} />))?.[1]

  it.each([
    [1, 'One thing to put right', 'Eine Angabe stimmt noch nicht'],
    [5, 'Five things to put right', 'Fünf Angaben stimmen noch nicht'],
    [12, '12 things to put right', '12 Angaben stimmen noch nicht'],
  ])('counts %i in words where there are words for it', (count, english, deutsch) => {
    expect(heading(page, count)).toBe(english)
    expect(heading(german, count)).toBe(deutsch)
  })

  it('links each error to its field and takes the focus', () => {
    const html = renderToString(<ErrorSummary page={page} errors={errors(2)} />)
    expect(html).toContain('<a href="#field0">Wrong 0.</a>')
    expect(html).toContain('<a href="#field1">Wrong 1.</a>')
    expect(html).toMatch(/role="alert" tabindex="-1" autofocus/)
  })

  it('says without a count what concerns no field', () => {
    const html = renderToString(<ErrorSummary page={page} errors={[{ field: '', text: 'They do not match.' }]} />)
    expect(html).toContain('<p>They do not match.</p>')
    expect(html).not.toMatch(/<h2|<ul/)
  })

  it('is not there when nothing is wrong', () => {
    expect(renderToString(<ErrorSummary page={page} errors={[]} />)).toBe('')
  })
})

it('says the issues of an operation in the language of the page', () => {
  const text = (locale: string) => (locale === 'de' ? 'Vergeben.' : 'Taken.')
  const { issues } = new InputInvalid([
    { field: 'username', code: 'taken', text },
    { field: 'email', code: 'taken', text },
  ])
  expect(errorsOf(formErrors(german, issues), 'username')).toEqual(['Vergeben.'])
  expect(formErrors(page, issues)).toHaveLength(2)
})

it('switches the browser’s own messages off in a form', () => {
  expect(renderToString(<Form action="/base/login">x</Form>)).toMatch(/method="post" action="\/base\/login" novalidate/)
})
