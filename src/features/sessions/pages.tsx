import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Db } from '../../platform/db/db.ts'
import { type App, signedIn } from '../../platform/http/app.ts'
import { parseForm } from '../../platform/http/forms.ts'
import { leaveNotice, takeNotice } from '../../platform/http/notice.ts'
import { goTo, pageOf, sendPage } from '../../platform/http/page.ts'
import { endOtherSessions, endSession } from './end-sessions.ts'
import { takeSession } from './guard.ts'
import { DeviceParams, forgetKnownDevice, listKnownDevices } from './known-devices/index.ts'
import { listSessions } from './list-sessions.ts'
import { SessionParams } from './schema.ts'
import { sessionsTexts } from './texts/index.ts'
import { SessionsPage } from './views.tsx'

const config = { access: 'signed-in', page: true } as const
const NoFields = Type.Object({}, { additionalProperties: false })

async function sendList(request: FastifyRequest, reply: FastifyReply, db: Db) {
  const scope = signedIn(request)
  const [list, known] = await Promise.all([listSessions(db, scope), listKnownDevices(db, scope, { signedIn: 'no' })])
  const page = pageOf(request)
  return sendPage(reply, {
    title: sessionsTexts(page.locale, page.timeZone).title(),
    body: <SessionsPage page={page} list={list} known={known} notice={takeNotice(request, reply)} />,
  })
}

/** The list of devices, and its buttons. */
export function sessionPages(app: App, { db }: { readonly db: Db }): void {
  app.get('/account/sessions', { config }, (request, reply) => sendList(request, reply, db))
  app.post('/account/sessions/end-others', { config }, async (request, reply) => {
    parseForm(NoFields, request.body)
    const ended = await db.transaction((tx) => endOtherSessions(tx, signedIn(request)))
    leaveNotice(reply, 'others-signed-out', ended)
    return goTo(reply, '/account/sessions')
  })
  app.post('/account/sessions/:id/end', { config, schema: { params: SessionParams } }, async (request, reply) => {
    parseForm(NoFields, request.body)
    const scope = signedIn(request)
    await db.transaction((tx) => endSession(tx, scope, request.params.id))
    if (request.params.id === scope.caller.sessionId) {
      takeSession(reply)
      return goTo(reply, '/login')
    }
    leaveNotice(reply, 'one-signed-out')
    return goTo(reply, '/account/sessions')
  })
  app.post('/account/devices/:id/forget', { config, schema: { params: DeviceParams } }, async (request, reply) => {
    parseForm(NoFields, request.body)
    const { endedThis } = await db.transaction((tx) => forgetKnownDevice(tx, signedIn(request), request.params.id))
    if (endedThis) {
      takeSession(reply)
      return goTo(reply, '/login')
    }
    leaveNotice(reply, 'forgotten')
    return goTo(reply, '/account/sessions')
  })
}
