import { Icon } from './icon.tsx'
import type { PageContext } from './page-context.ts'
import { plainList } from './plain-list.ts'
import { htmlTexts } from './texts/index.ts'

/** What a browser can judge while somebody types; the server judges everything again. */
type BrowserCheck =
  | { readonly kind: 'length'; readonly min: number; readonly max: number }
  | { readonly kind: 'upper' | 'lower' | 'digit' }

/** One rule of the policy; `open` is not judged yet. */
export type PasswordRule = {
  readonly text: string
  readonly state: 'met' | 'unmet' | 'open'
  readonly check?: BrowserCheck | undefined
}

const looks = {
  met: { class: 'ok', icon: 'check' },
  unmet: { class: 'no', icon: 'cross' },
  open: { class: undefined, icon: 'circle' },
} as const

function Rule({ page, rule }: { page: PageContext; rule: PasswordRule }) {
  const t = htmlTexts(page.locale, page.timeZone)
  const words = { met: `${t.ruleMet()} `, unmet: `${t.ruleNotMet()} `, open: '' }
  const { check } = rule
  return (
    <li
      class={looks[rule.state].class}
      data-check={check?.kind}
      data-min={check?.kind === 'length' ? check.min : undefined}
      data-max={check?.kind === 'length' ? check.max : undefined}
    >
      <Icon name={looks[rule.state].icon} />
      <span class="sr">{words[rule.state]}</span>
      {rule.text}
    </li>
  )
}

/** All rules at once, each with its mark and, for those who do not see it, "Met:" or "Not met:". */
export function PasswordRules({ page, id, rules }: { page: PageContext; id?: string; rules: readonly PasswordRule[] }) {
  const t = htmlTexts(page.locale, page.timeZone)
  return (
    <ul class="rules" {...plainList} id={id} data-met={t.ruleMet()} data-unmet={t.ruleNotMet()}>
      {rules.map((rule) => (
        <Rule key={rule.text} page={page} rule={rule} />
      ))}
    </ul>
  )
}
