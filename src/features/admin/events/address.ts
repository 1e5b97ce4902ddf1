import type { PageContext } from '../../../platform/html/page-context.ts'
import { fields, type Typed } from './filter.ts'

/** What is filled in, in the order of the fields. */
export const filledIn = (typed: Typed): [string, string][] =>
  fields.flatMap((name) => (typed[name] ? [[name, typed[name]] as [string, string]] : []))

/** The address of a search, and of a place in what it finds. */
export function searchHref(page: PageContext, typed: Typed, cursor?: string): string {
  const query = new URLSearchParams([...filledIn(typed), ...(cursor ? [['cursor', cursor]] : [])])
  return page.href(query.size > 0 ? `/admin/events?${query}` : '/admin/events')
}
