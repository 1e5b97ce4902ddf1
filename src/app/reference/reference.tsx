import type { PageContext } from '../../platform/html/page-context.ts'
import { plainList } from '../../platform/html/plain-list.ts'
import { Section } from '../../platform/html/section.tsx'
import { Shell } from '../../platform/html/shell.tsx'
import { type OpenapiDocument, operationsOf } from '../openapi/document.ts'
import { fieldsOf } from './fields.ts'
import { OperationCard } from './operation.tsx'
import { English, ErrorTable, FieldTable, sharedCases } from './tables.tsx'
import { referenceTexts } from './texts/index.ts'

type Props = { page: PageContext; document: OpenapiDocument }

const capital = (name: string) => name.charAt(0).toUpperCase() + name.slice(1)

/** The reference of the API: every route by its group, then what they share. */
export function Reference({ page, document }: Props) {
  const t = referenceTexts(page.locale, page.timeZone)
  const operations = operationsOf(document)
  const lead = t.lead({ document: (text) => <a href={page.href('/openapi.json')}>{text}</a> })
  return (
    <Shell page={page} title={t.title()} lead={lead}>
      <div class="prose" lang="en">
        {document.info.description.split('\n\n').map((text) => (
          <p key={text}>{text.replaceAll('`', '')}</p>
        ))}
      </div>
      <Contents page={page} document={document} />
      {document.tags.map(({ name, description }) => (
        <Section key={name} id={`tag-${name}`} title={capital(name)} lead={<English>{description}</English>}>
          <div class="stack">
            {operations
              .filter(({ operation }) => operation.tags.includes(name))
              .map((route) => (
                <OperationCard key={route.operation.operationId} page={page} document={document} route={route} />
              ))}
          </div>
        </Section>
      ))}
      <Objects page={page} document={document} />
      <SharedErrors page={page} document={document} />
    </Shell>
  )
}

function Contents({ page, document }: Props) {
  const t = referenceTexts(page.locale, page.timeZone)
  return (
    <Section id="routes" title={t.contents()} lead={t.contentsLead()}>
      <nav class="card pad" aria-labelledby="routes-title">
        <ul class="contents" {...plainList}>
          {operationsOf(document).map(({ method, path, operation }) => (
            <li key={operation.operationId}>
              <a href={`#${operation.operationId}`}>
                <code>
                  {method} {path}
                </code>
              </a>
              <span class="muted">
                <English>{operation.summary}</English>
              </span>
            </li>
          ))}
        </ul>
      </nav>
    </Section>
  )
}

/** Objects that a reply names: those of bodies stand with their routes. */
function Objects({ page, document }: Props) {
  const t = referenceTexts(page.locale, page.timeZone)
  const bodies = operationsOf(document).map(
    ({ operation }) => operation.requestBody?.content['application/json']?.schema.$ref,
  )
  return (
    <Section id="objects" title={t.objects()} lead={t.objectsLead()}>
      <div class="stack">
        {Object.entries(document.components.schemas)
          .filter(([name]) => !bodies.includes(`#/components/schemas/${name}`))
          .map(([name, schema]) => (
            <article
              key={name}
              class="card pad operation"
              id={`object-${name}`}
              aria-labelledby={`object-${name}-title`}
            >
              <h3 id={`object-${name}-title`}>
                <code>{name}</code>
              </h3>
              <FieldTable page={page} fields={fieldsOf(schema)} />
            </article>
          ))}
      </div>
    </Section>
  )
}

function SharedErrors({ page, document }: Props) {
  const t = referenceTexts(page.locale, page.timeZone)
  return (
    <Section id="errors" title={t.sharedErrors()} lead={t.sharedErrorsLead()}>
      <div class="card pad operation">
        <ErrorTable page={page} cases={sharedCases(document)} />
      </div>
    </Section>
  )
}
