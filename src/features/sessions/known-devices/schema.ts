import { type Static, Type } from 'typebox'
import { SessionReply } from '../schema.ts'
import type { ListedDevice } from './list-known-devices.ts'

const moment = (description: string) => Type.String({ description: `${description}; ISO 8601, UTC` })

/** A browser that knows the person. */
export const DeviceReply = Type.Object(
  {
    id: Type.String(),
    current: Type.Boolean({ description: 'Whether this request came from it' }),
    ...Type.Pick(SessionReply, ['browser', 'system', 'kind']).properties,
    signedIn: Type.Boolean({ description: 'Whether the person is signed in there' }),
    firstSeenAt: moment('First sign-in'),
    lastSeenAt: moment('Last use, to the day'),
    trustedUntil: Type.Union([Type.String(), Type.Null()], {
      description: 'Until when it stands for the second factor; ISO 8601, UTC. Null: it does not',
    }),
  },
  { title: 'KnownDevice' },
)
export type DeviceReply = Static<typeof DeviceReply>

/** This browser first, then those used last, at most 100. */
export const DevicesReply = Type.Object({
  items: Type.Array(DeviceReply),
  nextCursor: Type.Null({ description: 'There is never a second page' }),
})

export const DeviceParams = Type.Object({ id: Type.String() })

/** A browser as its owner's programs see it. */
export const deviceReply = (device: ListedDevice): DeviceReply => ({
  ...device,
  firstSeenAt: device.firstSeenAt.toISOString(),
  lastSeenAt: device.lastSeenAt.toISOString(),
  trustedUntil: device.trustedUntil?.toISOString() ?? null,
})
