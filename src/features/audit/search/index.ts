export type { Place as LogPlace } from './queries.ts'
export { type LogFilter, type LoggedEvent, readSearch, searchLog } from './search-log.ts'
