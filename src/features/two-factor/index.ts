export { noteFactors } from './factors.ts'
export { personalData } from './personal-data.ts'
