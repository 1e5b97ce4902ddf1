export { checks } from './checks.ts'
export { standingPages } from './pages.tsx'
export { leavingPanel } from './panel.tsx'
export { standingRoutes } from './routes.ts'
