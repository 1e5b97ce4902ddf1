import { Button, LinkButton } from '../../../platform/html/button.tsx'
import { Field } from '../../../platform/html/field.tsx'
import { controlAttributes, FieldFrame } from '../../../platform/html/field-frame.tsx'
import { errorsOf, type FormErrors } from '../../../platform/html/form-errors.ts'
import type { PageContext } from '../../../platform/html/page-context.ts'
import { type ActionGroup, actionGroups, actionsOf, eventText } from '../../audit/index.ts'
import { filledIn, searchHref } from './address.ts'
import type { Typed } from './filter.ts'
import { readMoment, writeMoment } from './moment.ts'
import { eventsTexts } from './texts/index.ts'

type Props = { page: PageContext; typed: Typed; errors: FormErrors }

const named = (group: ActionGroup) => group.replace('-', '_')

/** Every kind of event in the words in which it is read, and each group as a whole. */
function ActionChoice({ page, typed, errors }: Props) {
  const t = eventsTexts(page.locale, page.timeZone)
  const field = { page, name: 'action', label: t.action(), errors: errorsOf(errors, 'action'), optional: true }
  const option = (value: string, text: string) => (
    <option key={value} value={value} selected={value === (typed.action ?? '')}>
      {text}
    </option>
  )
  return (
    <FieldFrame field={field}>
      <select {...controlAttributes(field)}>
        {option('', t.anything())}
        {actionGroups.map((group) => (
          <optgroup key={group} label={t.actionGroup({ group: named(group) })}>
            {option(group, t.actionsAll({ group: named(group) }))}
            {actionsOf(group).map((action) => option(action, eventText(page.locale, { action })))}
          </optgroup>
        ))}
      </select>
    </FieldFrame>
  )
}

function Time({ page, typed, errors, name, label }: Props & { name: 'from' | 'to'; label: string }) {
  const text = typed[name] ?? ''
  const moment = readMoment(text, { timeZone: page.timeZone, ends: name === 'to' })
  const value = moment ? writeMoment(moment, page.timeZone) : text
  const found = errorsOf(errors, name)
  return <Field page={page} name={name} label={label} type="datetime-local" value={value} errors={found} optional />
}

function Word({ page, typed, errors, ...field }: Props & { name: 'account' | 'address' | 'requestId'; label: string }) {
  const found = errorsOf(errors, field.name)
  const plain = { autocapitalize: 'none', spellcheck: false, autocomplete: 'off' } as const
  return <Field page={page} {...field} {...plain} value={typed[field.name]} errors={found} optional />
}

/** What to look for, in any combination. */
export function Filters(props: Props) {
  const { page, typed } = props
  const t = eventsTexts(page.locale, page.timeZone)
  return (
    <search>
      <form class="filters many" method="get" action={page.href('/admin/events')} novalidate>
        <ActionChoice {...props} />
        <Word {...props} name="account" label={t.account()} />
        <Word {...props} name="address" label={t.address()} />
        <Time {...props} name="from" label={t.from()} />
        <Time {...props} name="to" label={t.to()} />
        <Word {...props} name="requestId" label={t.requestId()} />
        <p class="hint">
          {t.accountHint()} {t.times({ timeZone: page.timeZone })}
        </p>
        <div class="acts">
          {filledIn(typed).length > 0 && (
            <LinkButton kind="quiet" href={searchHref(page, {})}>
              {t.everything()}
            </LinkButton>
          )}
          <Button icon="search">{t.search()}</Button>
        </div>
      </form>
    </search>
  )
}

/** Takes along what the search finds, all of it. */
export function ExportForm({ page, typed }: Pick<Props, 'page' | 'typed'>) {
  return (
    <form method="post" action={page.href('/admin/events/export')}>
      {filledIn(typed).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button small icon="download">
        {eventsTexts(page.locale, page.timeZone).save()}
      </Button>
    </form>
  )
}
