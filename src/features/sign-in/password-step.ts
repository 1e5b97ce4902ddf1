import type { Step } from './step.ts'

/** Everybody begins with the password. */
export const passwordStep: Step = { name: 'password', path: '/login', isDue: () => true }
