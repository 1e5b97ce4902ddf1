export { LimitReached, type Standing } from './errors.ts'
export { createRequestCounter } from './guard.ts'
export { createLimiter, type Limiter } from './limiter.ts'
export { deleteOld as deleteOldCounts } from './queries.ts'
