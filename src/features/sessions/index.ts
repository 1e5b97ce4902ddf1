export { endOtherSessions, endSession, endSessionsOf } from './end-sessions.ts'
export { createCallerFinder, giveSession, takeSession } from './guard.ts'
export { isRecent, renewSession, type SessionCookie, startSession } from './session.ts'
