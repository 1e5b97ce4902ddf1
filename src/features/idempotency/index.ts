export { once } from './once.ts'
export { personalData } from './personal-data.ts'
export { deleteOldKeys } from './queries.ts'
