import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { InputInvalid } from '../../../platform/errors/app-error.ts'
import { formErrors } from '../../../platform/html/form-errors.ts'
import { type App, signedIn } from '../../../platform/http/app.ts'
import { sendCsv } from '../../../platform/http/csv-reply.ts'
import { parseForm } from '../../../platform/http/forms.ts'
import { leaveNotice, takeNotice } from '../../../platform/http/notice.ts'
import { goTo, pageOf, sendPage } from '../../../platform/http/page.ts'
import { findSealState } from '../../audit/index.ts'
import type { EventsDeps } from './deps.ts'
import { exportEvents } from './export-events.ts'
import { eventsFile } from './export-file.ts'
import { fields, type Typed } from './filter.ts'
import { type EventList, listEvents } from './list-events.ts'
import { EventsPage } from './list-views.tsx'
import { VerifiedNotice } from './seal-views.tsx'
import { eventsTexts } from './texts/index.ts'
import { verifyNow } from './verify-events.ts'

const read = { access: 'admin', page: true } as const
const change = { access: 'admin', page: true, recent: true } as const
const NoFields = Type.Object({}, { additionalProperties: false })
const optional = Type.Optional(Type.String())
const SearchForm = Type.Object({
  ...{ action: optional, account: optional, address: optional },
  ...{ from: optional, to: optional, requestId: optional },
})

// A field that came twice is as wrong as one that cannot be read, and is said to be.
const textOf = (value: unknown): string | undefined => (value === undefined ? undefined : String(value))

const typedOf = (query: Readonly<Record<string, unknown>>): Typed =>
  Object.fromEntries(fields.map((name) => [name, textOf(query[name])]))

type Shown = { readonly typed: Typed; readonly list: EventList | null; readonly error?: InputInvalid }

/** What stands between two requests of the same person: that they have just looked. */
function takeLooked(request: FastifyRequest, reply: FastifyReply): boolean | null {
  const code = takeNotice(request, reply)?.code
  if (code === 'events-compared') return true
  return code === 'events-not-compared' ? false : null
}

async function sendEvents(reply: FastifyReply, { db }: EventsDeps, { typed, list, error }: Shown) {
  const page = pageOf(reply.request)
  const state = await findSealState(db)
  const looked = takeLooked(reply.request, reply)
  // A place in the list is no field to mend.
  const errors = formErrors(page, error?.issues ?? []).map((one) =>
    one.field === 'cursor' ? { ...one, field: '' } : one,
  )
  const notice = looked === null ? null : <VerifiedNotice page={page} state={state} looked={looked} />
  return sendPage(reply, {
    status: error?.status ?? 200,
    failed: error !== undefined,
    title: eventsTexts(page.locale, page.timeZone).events(),
    styles: ['admin.css'],
    body: <EventsPage page={page} typed={typed} list={list} state={state} errors={errors} notice={notice} />,
  })
}

function searchPage(app: App, deps: EventsDeps): void {
  app.get<{ Querystring: Record<string, unknown> }>('/admin/events', { config: read }, async (request, reply) => {
    const typed = typedOf(request.query)
    const cursor = textOf(request.query.cursor)
    try {
      const list = await listEvents(deps.db, request.scope, { ...typed, cursor })
      return await sendEvents(reply, deps, { typed, list })
    } catch (error) {
      if (!(error instanceof InputInvalid)) throw error
      return sendEvents(reply, deps, { typed, list: null, error })
    }
  })
}

function exportPage(app: App, deps: EventsDeps): void {
  app.post('/admin/events/export', { config: change }, async (request, reply) => {
    const typed = parseForm(SearchForm, request.body)
    try {
      const rows = await exportEvents(deps.db, signedIn(request), typed)
      return sendCsv(reply, eventsFile(request.scope, rows))
    } catch (error) {
      if (!(error instanceof InputInvalid)) throw error
      return sendEvents(reply, deps, { typed, list: null, error })
    }
  })
}

function verificationPage(app: App, deps: EventsDeps): void {
  app.post('/admin/events/verification', { config: change }, async (request, reply) => {
    parseForm(NoFields, request.body)
    const verification = await verifyNow(deps, request.scope)
    leaveNotice(reply, verification ? 'events-compared' : 'events-not-compared')
    return goTo(reply, '/admin/events')
  })
}

/** Adds the search of the audit log, what takes it along, and the state of its seals, in a browser. */
export function eventsPages(app: App, deps: EventsDeps): void {
  searchPage(app, deps)
  exportPage(app, deps)
  verificationPage(app, deps)
}
