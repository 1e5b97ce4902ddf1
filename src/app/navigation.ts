import type { FastifyRequest } from 'fastify'
import type { NavigationItem } from '../platform/html/page-context.ts'
import { appTexts } from './texts/index.ts'

/** The pages that a signed-in person can go to, by their role; signing out is the shell's own. Empty for strangers. */
export function navigationOf({ scope }: Pick<FastifyRequest, 'scope'>): readonly NavigationItem[] {
  if (!scope.caller) return []
  const t = appTexts(scope.locale, scope.timeZone)
  const forAdmins = [{ href: '/admin', label: t.admin(), icon: 'settings' }] as const
  return [
    { href: '/account', label: t.profile(), icon: 'person' },
    { href: '/account/security', label: t.security(), icon: 'shield', covers: ['/account/leave'] },
    { href: '/account/sessions', label: t.sessions(), icon: 'laptop' },
    { href: '/account/activity', label: t.activity(), icon: 'clock' },
    ...(scope.caller.role === 'admin' ? forAdmins : []),
  ]
}
