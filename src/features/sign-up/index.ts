export { createAdmin, offerFirstAdminLink } from './first-admin.ts'
export { signUpPages } from './pages.tsx'
export { personalData } from './personal-data.ts'
export { signUpRoutes } from './routes.ts'
