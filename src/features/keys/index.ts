export { type Keys, loadKeys, type Purpose } from './load-keys.ts'
