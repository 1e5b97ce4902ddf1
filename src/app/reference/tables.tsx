import type { ComponentChildren } from 'preact'
import type { PageContext } from '../../platform/html/page-context.ts'
import type { Media, OpenapiDocument, Parameter, SchemaNode } from '../openapi/document.ts'
import { type Field, type FieldType, fieldsOf, typeOf } from './fields.ts'
import { referenceTexts } from './texts/index.ts'

/** The routes describe themselves in English, whatever the language of the page. */
export const English = ({ children }: { children: ComponentChildren }) => <span lang="en">{children}</span>

/** Breaks between the parts of a long name, so that a phone shows the table whole. */
const Breakable = ({ name }: { name: string }) =>
  name.split('.').map((part, index) => (
    <>
      {index > 0 && (
        <>
          .<wbr />
        </>
      )}
      {part}
    </>
  ))

const Type = ({ type }: { type: FieldType }) =>
  type.map(({ word, named, list }, index) => {
    const text = list ? `${word}[]` : word
    return (
      <>
        {index > 0 && ' | '}
        <code>{named ? <a href={`#object-${word}`}>{text}</a> : text}</code>
      </>
    )
  })

/** What a value must keep to besides its type. */
function Rules({ page, schema, optional }: { page: PageContext; schema: SchemaNode; optional: boolean }) {
  const t = referenceTexts(page.locale, page.timeZone)
  const bound = (keyword: string) => (typeof schema[keyword] === 'number' ? { count: schema[keyword] } : null)
  const [least, most, from, to] = ['minLength', 'maxLength', 'minimum', 'maximum'].map(bound)
  const rules = [
    optional && t.optional(),
    least && t.atLeast(least),
    most && t.atMost(most),
    from && t.numberAtLeast(from),
    to && t.numberAtMost(to),
  ].filter((rule) => typeof rule === 'string')
  return (
    <>
      {schema.description && <English>{schema.description}</English>}
      {schema.description && rules.length > 0 && <br />}
      {rules.join(', ')}
    </>
  )
}

type TableProps = { page: PageContext; title?: string | undefined; fields: readonly Field[] }

/** Fields with their types and rules. */
export function FieldTable({ page, title, fields }: TableProps) {
  const t = referenceTexts(page.locale, page.timeZone)
  if (fields.length === 0) return null
  return (
    <table>
      {title && <caption>{title}</caption>}
      <thead>
        <tr>
          <th scope="col">{t.field()}</th>
          <th scope="col">{t.type()}</th>
          <th scope="col">{t.rules()}</th>
        </tr>
      </thead>
      <tbody>
        {fields.map(({ name, type, schema, optional }) => (
          <tr key={name}>
            <th scope="row">
              <code>
                <Breakable name={name} />
              </code>
            </th>
            <td>
              <Type type={type} />
            </td>
            <td>
              <Rules page={page} schema={schema} optional={optional} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Parameters as the fields they are. */
export const parameterFields = (parameters: readonly Parameter[], ...places: readonly string[]): Field[] =>
  parameters
    .filter((parameter) => places.includes(parameter.in))
    .map(({ name, required, schema, description }) => ({
      name,
      optional: required !== true,
      type: typeOf(schema),
      schema: { ...schema, ...(description ? { description } : {}) },
    }))

type BodyProps = { page: PageContext; title: string; media: Media; objects: Readonly<Record<string, SchemaNode>> }

/** The fields of a body, which is described where it is used alone. */
export function BodyTable({ page, title, media, objects }: BodyProps) {
  const [type] = typeOf(media.schema)
  const schema = type?.named ? objects[type.word] : media.schema
  return <FieldTable page={page} title={title} fields={fieldsOf(schema ?? {})} />
}

type Case = { status: string; code: string; when: string }

/** Errors with their codes and when they come. */
export function ErrorTable({ page, title, cases }: { page: PageContext; title?: string; cases: readonly Case[] }) {
  const t = referenceTexts(page.locale, page.timeZone)
  if (cases.length === 0) return null
  return (
    <table>
      {title && <caption>{title}</caption>}
      <thead>
        <tr>
          <th scope="col">{t.code()}</th>
          <th scope="col">{t.when()}</th>
        </tr>
      </thead>
      <tbody>
        {cases.map(({ status, code, when }) => (
          <tr key={code}>
            <th scope="row">
              {status} <code>{code}</code>
            </th>
            <td>
              <English>{when}</English>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The cases that an error answer lists. */
export const casesOf = (status: string, media: Media | undefined): Case[] =>
  Object.entries(media?.examples ?? {}).map(([code, { summary }]) => ({ status, code, when: summary }))

/** The cases that are told once for all routes. */
export const sharedCases = ({ components }: OpenapiDocument): Case[] =>
  Object.values(components.responses).flatMap(({ content }) => {
    const media = content?.['application/problem+json']
    const [first] = Object.values(media?.examples ?? {})
    return casesOf(String((first?.value as { status: number } | undefined)?.status), media)
  })

/** The type of a whole reply. */
export const ReplyType = ({ media }: { media: Media }) => <Type type={typeOf(media.schema)} />
