export { AllEvents } from './all-events.tsx'
export type { EventsDeps } from './deps.ts'
export { eventsPages } from './pages.tsx'
export { eventsRoutes } from './routes.ts'
