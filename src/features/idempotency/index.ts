export { type Outcome, once } from './once.ts'
