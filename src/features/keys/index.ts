export { type Keys, loadKeys, type Purpose } from './load-keys.ts'
export { personalData } from './personal-data.ts'
