import { Button } from '../../../platform/html/button.tsx'
import { Empty } from '../../../platform/html/empty.tsx'
import { Notice } from '../../../platform/html/notice.tsx'
import type { PageContext } from '../../../platform/html/page-context.ts'
import { Pages } from '../../../platform/html/pages.tsx'
import { Time } from '../../../platform/html/time.tsx'
import type { MailServerState } from '../../../platform/mail/mail-server.ts'
import { AdminShell } from '../admin-shell.tsx'
import type { ListedMail, MailList } from './list-mails.ts'
import { type View, views } from './queries.ts'
import { type MailTexts, mailTexts } from './texts/index.ts'

// On a phone the rows are cards, and `display: block` takes from a table what it is to a screen reader.
const is = {
  table: { role: 'table' },
  rowgroup: { role: 'rowgroup' },
  row: { role: 'row' },
  columnheader: { role: 'columnheader' },
  cell: { role: 'cell' },
} as const

const named = (word: string) => word.replaceAll('-', '_')
const titleOf = (t: MailTexts, { kind }: ListedMail) => t.kind({ kind: named(kind) })

function Server({ page, server }: { page: PageContext; server: MailServerState }) {
  const t = mailTexts(page.locale, page.timeZone)
  const b = (text: string) => <b key="b">{text}</b>
  if (server.state === 'answers') return <Notice tone="good">{t.serverAnswers({ b })}</Notice>
  if (server.state === 'away') return <Notice tone="bad">{t.serverAway({ reply: server.reply, b })}</Notice>
  if (server.state === 'silent') return <Notice tone="warn">{t.serverSilent({ b })}</Notice>
  return <Notice tone="note">{server.state === 'kept' ? t.serverKept({ b }) : t.serverOff({ b })}</Notice>
}

const hrefOf = (page: PageContext, view: View, cursor?: string) => {
  const query = new URLSearchParams({ ...(view === 'waiting' ? {} : { state: view }), ...(cursor ? { cursor } : {}) })
  return page.href(query.size > 0 ? `/admin/mail?${query}` : '/admin/mail')
}

function Views({ page, view }: { page: PageContext; view: View }) {
  const t = mailTexts(page.locale, page.timeZone)
  return (
    <nav class="tabs" aria-label={t.states()}>
      {views.map((one) => (
        <a key={one} href={hrefOf(page, one)} aria-current={one === view ? 'true' : undefined}>
          {t.state({ state: named(one) })}
        </a>
      ))}
    </nav>
  )
}

function TryAgain({ page, mail }: { page: PageContext; mail: ListedMail }) {
  const t = mailTexts(page.locale, page.timeZone)
  return (
    <form method="post" action={page.href(`/admin/mail/${mail.id}/tries`)}>
      <Button small label={t.retryOf({ mail: titleOf(t, mail), to: mail.account?.username ?? '' })}>
        {t.retry()}
      </Button>
    </form>
  )
}

type RowProps = { page: PageContext; view: View; mail: ListedMail }

function Progress({ page, view, mail }: RowProps) {
  const t = mailTexts(page.locale, page.timeZone)
  return (
    <>
      {t.tries({ count: mail.tries })}
      {view === 'waiting' && mail.nextTryAt && (
        <p>
          {t.next()} <Time at={mail.nextTryAt} page={page} style="relative" />
        </p>
      )}
      {view !== 'waiting' && mail.doneAt && (
        <p>
          <Time at={mail.doneAt} page={page} />
        </p>
      )}
    </>
  )
}

function MailRow({ page, view, mail }: RowProps) {
  const t = mailTexts(page.locale, page.timeZone)
  const { account } = mail
  return (
    <tr {...is.row}>
      <td {...is.cell} class="what">
        <b>{titleOf(t, mail)}</b>
        {view !== 'sent' && mail.reply && <p>{mail.reply}</p>}
      </td>
      <td {...is.cell} data-l={account ? t.account() : undefined}>
        {account && <a href={page.href(`/admin/accounts/${account.id}`)}>{account.username}</a>}
      </td>
      <td {...is.cell} data-l={t.since()}>
        <Time at={mail.createdAt} page={page} />
      </td>
      <td {...is.cell}>
        <Progress page={page} view={view} mail={mail} />
      </td>
      {view !== 'sent' && (
        <td {...is.cell}>
          <TryAgain page={page} mail={mail} />
        </td>
      )}
    </tr>
  )
}

function Table({ page, view, mails }: { page: PageContext; view: View; mails: readonly ListedMail[] }) {
  const t = mailTexts(page.locale, page.timeZone)
  const heads = [t.mail(), t.account(), t.since(), t.progress()]
  return (
    <table class="cards events" {...is.table}>
      <caption class="sr">{t.state({ state: named(view) })}</caption>
      <thead {...is.rowgroup}>
        <tr {...is.row}>
          {heads.map((text) => (
            <th key={text} {...is.columnheader} scope="col">
              {text}
            </th>
          ))}
          {view !== 'sent' && (
            <th {...is.columnheader} scope="col">
              <span class="sr">{t.actions()}</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody {...is.rowgroup}>
        {mails.map((mail) => (
          <MailRow key={mail.id} page={page} view={view} mail={mail} />
        ))}
      </tbody>
    </table>
  )
}

type PageProps = { page: PageContext; view: View; list: MailList; server: MailServerState; retried: boolean }

/** Which mails wait, were given up or sent, and whether somebody takes them now. */
export function MailPage({ page, view, list, server, retried }: PageProps) {
  const t = mailTexts(page.locale, page.timeZone)
  const notice = retried && (
    <Notice tone="good" role="status">
      <b>{t.retried()}</b>
    </Notice>
  )
  const href = (cursor: string | null) => (cursor === null ? null : hrefOf(page, view, cursor))
  return (
    <AdminShell page={page} title={t.title()} lead={t.lead()} notice={notice}>
      <Server page={page} server={server} />
      <Views page={page} view={view} />
      {list.items.length === 0 ? (
        <Empty title={t.empty({ state: named(view) })} text={t.emptyText({ state: named(view) })} />
      ) : (
        <div class="card tablebox">
          <Table page={page} view={view} mails={list.items} />
          <Pages page={page} newer={href(list.newer)} older={href(list.older)} />
        </div>
      )}
    </AdminShell>
  )
}
