export { findByLogin, lockWithAccount } from './queries.ts'
