export { giveOpenedSession } from './guard.ts'
export { type OpenedSession, openSession } from './open-session.ts'
