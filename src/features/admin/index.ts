export { adminPages, adminRoutes } from './area.ts'
export { figuresJob, forgetFigures, personalData, sizesJob } from './overview/index.ts'
