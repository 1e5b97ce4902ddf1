import type { PageContext } from '../../platform/html/page-context.ts'
import { Card, Prose } from '../../platform/html/section.tsx'
import { Shell } from '../../platform/html/shell.tsx'
import type { PolicyText } from './policy-text.ts'
import { policiesTexts } from './texts/index.ts'

type PolicyPageProps = {
  page: PageContext
  text: PolicyText
  /** The first 8 hex digits of its hash. */
  version: string
  firstShownAt: Date | null
}

/** A policy as a page of running text, with its version under it. */
export function PolicyPage({ page, text, version, firstShownAt }: PolicyPageProps) {
  const t = policiesTexts(page.locale, page.timeZone)
  return (
    <Shell page={page} title={text.title} lead={text.lead}>
      <Card>
        <Prose>
          {text.passages.map(({ id, title, paragraphs, points }) => (
            <>
              <h2 id={id}>{title}</h2>
              {paragraphs.map((paragraph) => (
                <p key={paragraph}>{paragraph}</p>
              ))}
              {points && (
                <ul>
                  {points.map((point) => (
                    <li key={point}>{point}</li>
                  ))}
                </ul>
              )}
            </>
          ))}
        </Prose>
        <p class="muted small">
          {firstShownAt ? t.versionShown({ version, at: firstShownAt }) : t.version({ version })}
        </p>
      </Card>
    </Shell>
  )
}
