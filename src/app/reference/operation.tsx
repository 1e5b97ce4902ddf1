import { Badge } from '../../platform/html/badge.tsx'
import type { PageContext } from '../../platform/html/page-context.ts'
import type { OpenapiDocument, Operation } from '../openapi/document.ts'
import { curlOf } from './curl.ts'
import { fieldsOf, namedObject } from './fields.ts'
import {
  BodyTable,
  casesOf,
  English,
  ErrorTable,
  FieldTable,
  parameterFields,
  ReplyType,
  sharedCases,
} from './tables.tsx'
import { referenceTexts } from './texts/index.ts'

type Props = {
  page: PageContext
  document: OpenapiDocument
  route: { method: string; path: string; operation: Operation }
}

const isSuccess = (status: string) => /^[123]/.test(status)

/** One operation: who may call it, what it takes, what it answers, how that looks. */
export function OperationCard({ page, document, route }: Props) {
  const { method, path, operation } = route
  const t = referenceTexts(page.locale, page.timeZone)
  const body = operation.requestBody?.content['application/json']
  const parameters = operation.parameters ?? []
  const scope = operation.security.find((way) => way.token)?.token?.[0]
  return (
    <article class="card pad operation" id={operation.operationId} aria-labelledby={`${operation.operationId}-title`}>
      <h3 id={`${operation.operationId}-title`}>
        <code>
          {method} {path}
        </code>
      </h3>
      <p>
        <English>
          {operation.summary}. {operation.description}
        </English>
      </p>
      <p>
        <Badge>{t.access({ access: operation['x-access'] })}</Badge> {operation['x-recent'] && t.recent()}
        {scope !== undefined && t.scope({ scope, code: (text) => <code>{text}</code> })}
      </p>
      <FieldTable page={page} title={t.address()} fields={parameterFields(parameters, 'path', 'query')} />
      <FieldTable page={page} title={t.headers()} fields={parameterFields(parameters, 'header')} />
      {body && <BodyTable page={page} title={t.body()} media={body} objects={document.components.schemas} />}
      <Replies page={page} operation={operation} />
      <Errors page={page} document={document} route={route} />
      <Example page={page} document={document} route={route} />
    </article>
  )
}

/** Each answer of success, by the name of its object or field by field. */
function Replies({ page, operation }: { page: PageContext; operation: Operation }) {
  const t = referenceTexts(page.locale, page.timeZone)
  return Object.entries(operation.responses)
    .filter(([status]) => isSuccess(status))
    .map(([status, { content }]) => {
      const media = content?.['application/json']
      return (
        <div key={status}>
          <h4>
            {t.reply()} {status}
          </h4>
          <p>{media ? <ReplyType media={media} /> : t.nothing()}</p>
          {media && !namedObject(media.schema) && <FieldTable page={page} fields={fieldsOf(media.schema)} />}
        </div>
      )
    })
}

/** The errors of its own in full, and which of the shared ones it can give. */
function Errors({ page, document, route: { operation } }: Props) {
  const t = referenceTexts(page.locale, page.timeZone)
  const errors = Object.entries(operation.responses).filter(([status]) => !isSuccess(status))
  const told = new Set(sharedCases(document).map(({ when }) => when))
  const cases = errors.flatMap(([status, { content }]) => casesOf(status, content?.['application/problem+json']))
  const own = cases.filter(({ when }) => !told.has(when))
  const elsewhere = cases.filter(({ when }) => told.has(when)).map(({ status }) => status)
  const shared = errors
    .map(([status]) => status)
    .filter((status) => operation.responses[status]?.$ref || elsewhere.includes(status))
  return (
    <>
      <ErrorTable page={page} title={t.errors()} cases={own} />
      <p class="small muted">
        {t.alsoErrors({ statuses: shared.join(', '), link: (text) => <a href="#errors">{text}</a> })}
      </p>
    </>
  )
}

/** The example of success as a command line, and what comes back. */
function Example({ page, document, route }: Props) {
  const t = referenceTexts(page.locale, page.timeZone)
  const [status, reply] =
    Object.entries(route.operation.responses).find(
      ([code, { content }]) => isSuccess(code) && content?.['application/json']?.example !== undefined,
    ) ?? []
  const example = reply?.content?.['application/json']?.example
  return (
    <>
      <h4>{t.example()}</h4>
      <pre>
        <code>{curlOf(document.servers[0]?.url ?? '', route)}</code>
      </pre>
      {status !== undefined && (
        <>
          <p>{t.exampleReply({ status })}</p>
          <pre>
            <code>{JSON.stringify(example, null, 2)}</code>
          </pre>
        </>
      )}
    </>
  )
}
