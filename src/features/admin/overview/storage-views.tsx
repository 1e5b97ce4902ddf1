import { Notice } from '../../../platform/html/notice.tsx'
import type { PageContext } from '../../../platform/html/page-context.ts'
import type { Storage, TableSize } from './storage.ts'
import { overviewTexts } from './texts/index.ts'
import { numberWords, sizeWords } from './words.ts'

const tenYears = 3_650
const soon = 60
const verySoon = 7

// On a phone the rows are cards, and `display: block` takes from a table what it is to a screen reader.
const is = {
  table: { role: 'table' },
  rowgroup: { role: 'rowgroup' },
  row: { role: 'row' },
  columnheader: { role: 'columnheader' },
  cell: { role: 'cell' },
} as const

type Props = {
  page: PageContext
  storage: Storage
  /** Whether the database is a server of the operator's own. */
  elsewhere: boolean
}

function growthSentence({ page, storage: { growth } }: Omit<Props, 'elsewhere'>): string {
  const t = overviewTexts(page.locale, page.timeZone)
  if (growth === null) return t.tooEarly()
  const { days, perDay } = growth
  return perDay > 0 ? t.growing({ bytes: sizeWords(page, perDay), days }) : t.notGrowing({ days })
}

function diskSentence({ page, storage: { disk, daysUntilFull: days }, elsewhere }: Props): string {
  const t = overviewTexts(page.locale, page.timeZone)
  if (disk === null) return elsewhere ? t.diskElsewhere() : t.diskUnknown()
  const room = { free: sizeWords(page, disk.free), size: sizeWords(page, disk.size) }
  if (days === null) return t.diskFree(room)
  return days > tenYears ? t.diskFreeYears(room) : t.diskFreeDays({ ...room, days })
}

/** A few words about the growth, for the row of figures. */
export function growthWords({ page, storage: { growth } }: Omit<Props, 'elsewhere'>): string {
  const t = overviewTexts(page.locale, page.timeZone)
  if (growth === null) return t.tooEarlyShort()
  return growth.perDay > 0 ? t.growthADay({ bytes: sizeWords(page, growth.perDay) }) : t.notGrowingShort()
}

/** Says in time that the disk will be full. */
export function FullSoon({ page, storage: { daysUntilFull: days } }: Omit<Props, 'elsewhere'>) {
  if (days === null || days > soon) return null
  const t = overviewTexts(page.locale, page.timeZone)
  return (
    <Notice tone={days > verySoon ? 'warn' : 'bad'}>
      {t.diskFull({ days, strong: (text) => <b key="full">{text}</b> })}
    </Notice>
  )
}

function TableRow({ page, table, days }: { page: PageContext; table: TableSize; days: number | null }) {
  const t = overviewTexts(page.locale, page.timeZone)
  const { name, bytes, rows, added } = table
  return (
    <tr {...is.row}>
      <td {...is.cell}>{name}</td>
      <td {...is.cell} class="num" data-l={t.rows()}>
        {numberWords(page, Number(rows.toPrecision(3)))}
      </td>
      <td {...is.cell} class="num" data-l={t.size()}>
        {sizeWords(page, bytes)}
      </td>
      {days !== null && (
        <td {...is.cell} class="num" data-l={t.added({ days })}>
          {added === null ? t.newTable() : sizeWords(page, added, true)}
        </td>
      )}
    </tr>
  )
}

function Tables({ page, storage: { tables, growth } }: Omit<Props, 'elsewhere'>) {
  const t = overviewTexts(page.locale, page.timeZone)
  const days = growth?.days ?? null
  const heads = [t.table(), t.rows(), t.size(), ...(days === null ? [] : [t.added({ days })])]
  return (
    <table class="cards" {...is.table}>
      <caption class="sr">{t.storage()}</caption>
      <thead {...is.rowgroup}>
        <tr {...is.row}>
          {heads.map((text) => (
            <th key={text} {...is.columnheader} scope="col">
              {text}
            </th>
          ))}
        </tr>
      </thead>
      <tbody {...is.rowgroup}>
        {tables.map((table) => (
          <TableRow key={table.name} page={page} table={table} days={days} />
        ))}
      </tbody>
    </table>
  )
}

/** How much room the tables take, how fast they grow, and how long there is room. */
export function StorageCard({ page, storage, elsewhere }: Props) {
  const t = overviewTexts(page.locale, page.timeZone)
  return (
    <section class="card tablebox" id="storage" aria-labelledby="storage-title">
      <header class="pad stack-s">
        <h2 id="storage-title">{t.storage()}</h2>
        <p>
          {t.storageNow({ bytes: sizeWords(page, storage.bytes) })} {growthSentence({ page, storage })}{' '}
          {diskSentence({ page, storage, elsewhere })}
        </p>
      </header>
      <Tables page={page} storage={storage} />
    </section>
  )
}
