export { browserIcon, browserName } from './browser-name.ts'
export { checks } from './checks.ts'
export { endSessionsOf, leaveSession } from './end-sessions.ts'
export { createCallerFinder, giveSession, takeSession } from './guard.ts'
export {
  type DeviceList,
  DeviceReply,
  deviceReply,
  knownDeviceRoutes,
  listKnownDevicesOf,
} from './known-devices/index.ts'
export { type ListedSession, listSessionsOf } from './list-sessions.ts'
export { metrics } from './metrics.ts'
export { sessionPages } from './pages.tsx'
export { sessionsPanel } from './panel.tsx'
export { personalData } from './personal-data.ts'
export { deleteEnded as deleteEndedSessions } from './queries.ts'
export { sessionRoutes } from './routes.ts'
export { EndedReply, SessionReply, sessionReply } from './schema.ts'
export { seeds } from './seeds.ts'
export {
  findDeviceOfSession,
  findSessionEnd,
  findSessionStart,
  isRecent,
  isStillSession,
  recentUntil,
  renewSession,
  type SessionCookie,
  startSession,
} from './session.ts'
export { createSessionCache } from './session-cache.ts'
