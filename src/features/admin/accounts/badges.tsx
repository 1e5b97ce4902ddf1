import { Badge } from '../../../platform/html/badge.tsx'
import type { PageContext } from '../../../platform/html/page-context.ts'
import type { Role } from '../../../platform/scope/scope.ts'
import { type Account, statusAt } from '../../accounts/index.ts'
import { type AccountsTexts, accountsTexts } from './texts/index.ts'

/** The word for a role. */
export const roleText = (t: AccountsTexts, role: Role): string =>
  ({ member: t.member, moderator: t.moderator, admin: t.admin })[role]()

const tones = { active: 'good', suspended: 'bad', restricted: 'warn', quarantined: 'warn', leaving: 'note' } as const

type Props = { page: PageContext; account: Account }

/** What somebody may do here; members are the rule, and have no badge. */
export function RoleBadge({ page, account: { role } }: Props) {
  const text = roleText(accountsTexts(page.locale, page.timeZone), role)
  if (role === 'member') return <>{text}</>
  return <Badge tone={role === 'admin' ? 'on' : 'note'}>{text}</Badge>
}

/** Whether the account is in use; one that awaits its opening, and a password that is due, say so instead of "active". */
export function StatusBadge({ page, account }: Props) {
  const t = accountsTexts(page.locale, page.timeZone)
  const status = statusAt(account, page.now)
  if (status === 'active' && account.awaitsOpening) return <Badge tone="note">{t.awaitsOpening()}</Badge>
  if (status === 'active' && account.mustChangePassword) return <Badge tone="warn">{t.passwordDue()}</Badge>
  return <Badge tone={tones[status]}>{t.status({ status })}</Badge>
}
