export { metrics } from './metrics.ts'
export { personalData } from './personal-data.ts'
