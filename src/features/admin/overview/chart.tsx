import { scaleBand, scaleLinear } from 'd3-scale'
import { area, line } from 'd3-shape'
import type { PageContext } from '../../../platform/html/page-context.ts'
import { overviewTexts } from './texts/index.ts'
import { unusualDays } from './unusual-days.ts'
import { dayWords, numberWords } from './words.ts'

/** How many there were on a day (a date). */
type Point = { readonly date: string; readonly value: number }

type ChartProps = {
  page: PageContext
  /** Unique on the page. */
  id: string
  name: string
  points: readonly Point[]
  /** `bars` for events, `line` for what never stops. */
  kind: 'bars' | 'line'
  /** Whether days with far more than usual are marked. */
  marked?: boolean | undefined
}

const width = 300
const height = 100
const air = 4

const highest = (points: readonly Point[]) => Math.max(1, ...points.map(({ value }) => value))
const heightScale = (points: readonly Point[]) => scaleLinear([0, highest(points)], [height, air])
const round = (value: number) => Math.round(value * 10) / 10

function Bars({ points, unusual }: { points: readonly Point[]; unusual: ReadonlySet<string> }) {
  const y = heightScale(points)
  const x = scaleBand(
    points.map(({ date }) => date),
    [0, width],
  ).padding(0.3)
  return (
    <>
      {points
        .filter(({ value }) => value > 0)
        .map(({ date, value }) => (
          <rect
            key={date}
            class={unusual.has(date) ? 'bad' : 'bar'}
            x={round(x(date) ?? 0)}
            y={round(y(value))}
            width={round(x.bandwidth())}
            height={round(height - y(value))}
          />
        ))}
    </>
  )
}

function Line({ points }: { points: readonly Point[] }) {
  const y = heightScale(points)
  const x = scaleLinear([0, points.length - 1], [0, width])
  const place = (_: Point, at: number) => x(at)
  const curve = line<Point>(place, ({ value }) => y(value)).digits(1)
  const below = area<Point>(place, height, ({ value }) => y(value)).digits(1)
  return (
    <>
      <path class="area" d={below(points) ?? ''} />
      <path class="line" d={curve(points) ?? ''} />
    </>
  )
}

/** What the picture says, in a sentence. */
function describe({ page, points }: Pick<ChartProps, 'page' | 'points'>): string {
  const t = overviewTexts(page.locale, page.timeZone)
  const values = points.map(({ value }) => value)
  const most = Math.max(...values)
  if (most === 0) return t.noneInDays({ days: points.length })
  const day = dayWords(page, points.findLast(({ value }) => value === most)?.date ?? '')
  return t.range({ least: Math.min(...values), most, day })
}

function Numbers({ page, name, points }: Pick<ChartProps, 'page' | 'name' | 'points'>) {
  const t = overviewTexts(page.locale, page.timeZone)
  return (
    <details>
      <summary>{t.showNumbers()}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section tabIndex={0} aria-label={t.numbersLabel({ name })}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t.day()}</th>
              <th scope="col">{name}</th>
            </tr>
          </thead>
          <tbody>
            {points.toReversed().map(({ date, value }) => (
              <tr key={date}>
                <th scope="row">
                  <time datetime={date}>{dayWords(page, date)}</time>
                </th>
                <td>{numberWords(page, value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  )
}

function Axis({ page, points }: Pick<ChartProps, 'page' | 'points'>) {
  const middle = points[Math.floor(points.length / 2)]
  return (
    <div class="axis" aria-hidden="true">
      <span>{dayWords(page, points[0]?.date ?? '')}</span>
      <span>{dayWords(page, middle?.date ?? '')}</span>
      <span>{overviewTexts(page.locale, page.timeZone).today()}</span>
    </div>
  )
}

/** A picture of days with its total, its sentence and its numbers; what is unusual is also said in words. */
export function Chart({ page, id, name, points, kind, marked }: ChartProps) {
  const t = overviewTexts(page.locale, page.timeZone)
  const unusual = marked ? unusualDays(points) : []
  const total = points.reduce((sum, { value }) => sum + value, 0)
  return (
    <figure class="card pad chart">
      <figcaption>
        <span>{name}</span>
        <b>{numberWords(page, total)}</b>
      </figcaption>
      <svg
        class="plot"
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-labelledby={`${id}-title ${id}-desc`}
      >
        <title id={`${id}-title`}>{t.perDay({ name, days: points.length })}</title>
        <desc id={`${id}-desc`}>{describe({ page, points })}</desc>
        <path class="grid" d={`M0 ${height}H${width}M0 ${(height + air) / 2}H${width}M0 ${air}H${width}`} />
        {kind === 'line' ? (
          <Line points={points} />
        ) : (
          <Bars points={points} unusual={new Set(unusual.map(({ date }) => date))} />
        )}
      </svg>
      <Axis page={page} points={points} />
      {unusual.length > 0 && (
        <p class="small">
          {t.unusual({
            days: unusual
              .map(({ date, value }) => t.unusualDay({ day: dayWords(page, date), count: value }))
              .join(', '),
          })}
        </p>
      )}
      <Numbers page={page} name={name} points={points} />
    </figure>
  )
}
