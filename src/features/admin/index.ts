export { type AdminDeps, adminPages, adminRoutes } from './area.ts'
