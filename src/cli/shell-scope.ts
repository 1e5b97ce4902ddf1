import { randomUUID } from 'node:crypto'
import type { Scope } from '../platform/scope/scope.ts'

/** The scope of a command: nobody is signed in, the shell asks, texts are English. */
export const shellScope = (timeZone: string): Scope => ({
  caller: null,
  requestId: `shell-${randomUUID()}`,
  ip: null,
  userAgent: null,
  locale: 'en',
  timeZone,
  now: new Date(),
})
