export { findReservedOf, findTaken, findTakenOf } from './queries.ts'
