import { Avatar } from '../../../platform/html/avatar.tsx'
import { Button, LinkButton } from '../../../platform/html/button.tsx'
import { Empty } from '../../../platform/html/empty.tsx'
import { Field, Select } from '../../../platform/html/field.tsx'
import type { PageContext } from '../../../platform/html/page-context.ts'
import { Pages } from '../../../platform/html/pages.tsx'
import { Time } from '../../../platform/html/time.tsx'
import type { Account, AccountList, AccountsWanted } from '../../accounts/index.ts'
import { AdminShell } from '../admin-shell.tsx'
import { RoleBadge, roleText, StatusBadge } from './badges.tsx'
import { choices } from './list-filters.ts'
import { accountsTexts } from './texts/index.ts'

// On a phone the rows are cards, and `display: block` takes from a table what it is to a screen reader.
const is = {
  table: { role: 'table' },
  rowgroup: { role: 'rowgroup' },
  row: { role: 'row' },
  columnheader: { role: 'columnheader' },
  cell: { role: 'cell' },
} as const

type Filters = Pick<AccountsWanted, 'query' | 'role' | 'status' | 'factor' | 'sort'>
type ListProps = { page: PageContext; list: AccountList; filters: Filters }

/** The address of a list: what narrows it, and a place in it. */
function hrefOf(page: PageContext, filters: Filters & { cursor?: string | null }): string {
  const given = Object.entries(filters).filter((entry): entry is [string, string] => Boolean(entry[1]))
  const query = new URLSearchParams(given).toString()
  return page.href(query === '' ? '/admin/accounts' : `/admin/accounts?${query}`)
}

/** What narrows the list beside a name. */
function Narrowing({ page, filters: { status, role, factor } }: Omit<ListProps, 'list'>) {
  const t = accountsTexts(page.locale, page.timeZone)
  const statuses = ['active', 'suspended'].map((value) => ({ value, label: t.status({ status: value }) }))
  const roles = choices.role.map((value) => ({ value, label: roleText(t, value) }))
  const factors = choices.factor.map((value) => ({ value, label: t.factorOption({ factor: value }) }))
  const any = (label: string) => ({ value: '', label })
  const select = (name: string, label: string, value: string | undefined) => ({ page, name, label, value })
  return (
    <>
      <Select {...select('status', t.statusLabel(), status)} options={[any(t.anyStatus()), ...statuses]} />
      <Select {...select('role', t.roleLabel(), role)} options={[any(t.anyRole()), ...roles]} />
      <Select {...select('factor', t.factorLabel(), factor)} options={[any(t.anyFactor()), ...factors]} />
    </>
  )
}

function Search({ page, filters }: Omit<ListProps, 'list'>) {
  const t = accountsTexts(page.locale, page.timeZone)
  return (
    <search>
      <form class="filters" method="get" action={page.href('/admin/accounts')} novalidate>
        <Field
          page={page}
          name="query"
          type="search"
          label={t.searchLabel()}
          value={filters.query}
          autocapitalize="none"
          spellcheck={false}
        />
        <Narrowing page={page} filters={filters} />
        {filters.sort && <input type="hidden" name="sort" value={filters.sort} />}
        <Button icon="search">{t.search()}</Button>
      </form>
    </search>
  )
}

function AccountRow({ page, account }: { page: PageContext; account: Account }) {
  const t = accountsTexts(page.locale, page.timeZone)
  return (
    <tr {...is.row}>
      <td {...is.cell}>
        <div class="who">
          <Avatar name={account.displayName} />
          <div>
            <a href={page.href(`/admin/accounts/${account.id}`)}>{account.displayName}</a>
            <p>
              {account.username} · {account.email}
            </p>
          </div>
        </div>
      </td>
      <td {...is.cell}>
        <RoleBadge page={page} account={account} />
      </td>
      <td {...is.cell} class="fill">
        <StatusBadge page={page} account={account} />
      </td>
      <td {...is.cell} class="num" data-l={t.joined()}>
        <Time at={account.createdAt} page={page} style="date" />
      </td>
      <td {...is.cell} class="num" data-l={t.lastSeen()}>
        {account.lastSignInAt ? <Time at={account.lastSignInAt} page={page} style="relative" /> : t.never()}
      </td>
    </tr>
  )
}

function SortHead({
  page,
  filters,
  sort,
  text,
}: Omit<ListProps, 'list'> & { sort: 'joined' | 'last-seen'; text: string }) {
  const isSorted = (filters.sort ?? 'last-seen') === sort
  return (
    <th {...is.columnheader} scope="col" aria-sort={isSorted ? 'descending' : undefined}>
      <a href={hrefOf(page, { ...filters, sort })}>
        {text}
        {isSorted && <span aria-hidden="true"> ↓</span>}
      </a>
    </th>
  )
}

function Table({ page, list, filters }: ListProps) {
  const t = accountsTexts(page.locale, page.timeZone)
  return (
    <table class="cards" {...is.table}>
      <caption class="sr">{t.accounts()}</caption>
      <thead {...is.rowgroup}>
        <tr {...is.row}>
          {[t.person(), t.roleLabel(), t.statusLabel()].map((text) => (
            <th key={text} {...is.columnheader} scope="col">
              {text}
            </th>
          ))}
          <SortHead page={page} filters={filters} sort="joined" text={t.joined()} />
          <SortHead page={page} filters={filters} sort="last-seen" text={t.lastSeen()} />
        </tr>
      </thead>
      <tbody {...is.rowgroup}>
        {list.items.map((account) => (
          <AccountRow key={account.id} page={page} account={account} />
        ))}
      </tbody>
    </table>
  )
}

/** It posts: who takes a file is noted. */
function Export({ page, filters: { query, role, status, factor } }: Omit<ListProps, 'list'>) {
  const t = accountsTexts(page.locale, page.timeZone)
  const given = Object.entries({ query, role, status, factor }).filter(([, value]) => value)
  return (
    <form class="acts" method="post" action={page.href('/admin/accounts/export')}>
      {given.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button small icon="download">
        {given.length > 0 ? t.exportFound() : t.exportAll()}
      </Button>
    </form>
  )
}

/** Everybody, or those who were searched for. */
export function AccountsPage({ page, list, filters }: ListProps) {
  const t = accountsTexts(page.locale, page.timeZone)
  const href = (cursor: string | null) => (cursor === null ? null : hrefOf(page, { ...filters, cursor }))
  const create = (
    <LinkButton kind="primary" icon="plus" href={page.href('/admin/accounts/new')}>
      {t.create()}
    </LinkButton>
  )
  return (
    <AdminShell page={page} title={t.accounts()} lead={t.accountsLead()} action={create}>
      <Search page={page} filters={filters} />
      {list.items.length === 0 ? (
        <Empty title={t.nobody()} text={t.nobodyText()} />
      ) : (
        <div class="card tablebox">
          <Table page={page} list={list} filters={filters} />
          <Pages page={page} newer={href(list.newer)} older={href(list.older)} />
        </div>
      )}
      {list.items.length > 0 && <Export page={page} filters={filters} />}
    </AdminShell>
  )
}
