import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from './icon.tsx'
import { plainList } from './plain-list.ts'

/** A card of rows; `danger` for what cannot be undone, last on the page. */
export function Rows({ danger, children }: { danger?: boolean | undefined; children: ComponentChildren }) {
  return (
    <ul class={danger ? 'card rows dangerzone' : 'card rows'} {...plainList}>
      {children}
    </ul>
  )
}

type RowProps = {
  icon: IconName
  title: ComponentChildren
  badge?: ComponentChildren
  /** One line under the title. */
  facts?: ComponentChildren
  /** Small buttons, each with a `label` that names the object of this row. */
  actions?: ComponentChildren
  /** A `Confirm`, instead of or after the actions. */
  confirm?: ComponentChildren
}

/** Icon, name and a line of facts; actions to the right, below on a phone. */
export function Row({ icon, title, badge, facts, actions, confirm }: RowProps) {
  return (
    <li>
      <Icon name={icon} />
      <div>
        <b>
          {title}
          {badge && ' '}
          {badge}
        </b>
        {facts && <p>{facts}</p>}
      </div>
      {actions && <div class="acts">{actions}</div>}
      {confirm}
    </li>
  )
}
