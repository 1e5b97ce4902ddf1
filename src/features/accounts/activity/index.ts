export { activityPages } from './pages.tsx'
export { activityRoutes } from './routes.ts'
