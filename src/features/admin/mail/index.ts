export type { MailDeps } from './deps.ts'
export { mailPages } from './pages.tsx'
export { mailRoutes } from './routes.ts'
