export type { Place as LogPlace } from './queries.ts'
export { type LogFilter, type LoggedEvent, type LogPage, readSearch, searchLog } from './search-log.ts'
