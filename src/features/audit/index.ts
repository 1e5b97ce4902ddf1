export { type Action, type AuditEvent, appendEvent, type Change, changesBetween } from './append-event.ts'
export { erasePerson } from './queries.ts'
