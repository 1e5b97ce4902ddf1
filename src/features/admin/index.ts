export { adminPages } from './pages.tsx'
export { adminRoutes } from './routes.ts'
