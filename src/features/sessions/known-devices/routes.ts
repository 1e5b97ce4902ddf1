import { Type } from 'typebox'
import type { Db } from '../../../platform/db/db.ts'
import { type App, signedIn } from '../../../platform/http/app.ts'
import { takeSession } from '../guard.ts'
import * as examples from './examples.ts'
import { forgetKnownDevice } from './forget-known-device.ts'
import { listKnownDevices } from './list-known-devices.ts'
import { DeviceParams, DevicesReply, deviceReply } from './schema.ts'

const tags = ['account']
const config = { access: 'signed-in' } as const

/** The browsers that know the person, for programs. */
export function knownDeviceRoutes(app: App, { db }: { readonly db: Db }): void {
  app.get(
    '/api/account/devices',
    {
      config,
      schema: {
        summary: 'List the browsers that know you',
        tags,
        response: { 200: DevicesReply },
        examples: examples.listDevices,
      },
    },
    async (request) => {
      const { items } = await listKnownDevices(db, signedIn(request), { signedIn: 'all' })
      return { items: items.map(deviceReply), nextCursor: null }
    },
  )
  app.delete(
    '/api/account/devices/:id',
    {
      config,
      schema: {
        summary: 'Forget a browser',
        description:
          'It is signed out, and the next sign-in there is one from a browser that you have not used before.',
        tags,
        params: DeviceParams,
        response: { 204: Type.Null() },
        examples: examples.forgetOne,
      },
    },
    async (request, reply) => {
      const { endedThis } = await db.transaction((tx) => forgetKnownDevice(tx, signedIn(request), request.params.id))
      if (endedThis) takeSession(reply)
      return reply.code(204).send(null)
    },
  )
}
