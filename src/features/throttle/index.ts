export { LimitReached } from './errors.ts'
export { createRequestCounter } from './guard.ts'
export { createLimiter, type Limiter, type Standing } from './limiter.ts'
