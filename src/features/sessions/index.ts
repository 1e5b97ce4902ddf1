export { endOtherSessions, endSession, endSessionsOf, leaveSession } from './end-sessions.ts'
export { createCallerFinder, giveSession, takeSession } from './guard.ts'
export { findSessionEnd, isRecent, recentUntil, renewSession, type SessionCookie, startSession } from './session.ts'
