export type { AccountsDeps } from './deps.ts'
export { accountsPages } from './pages.tsx'
export { accountsRoutes } from './routes.ts'
