export { type Keys, loadKeys } from './load-keys.ts'
export { personalData } from './personal-data.ts'
export { type Rotation, rotateKeys } from './rotate-keys.ts'
export { type SealKeys, sealKeysOf } from './seal-keys.ts'
