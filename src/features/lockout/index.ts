export { type CountedTry, countTry, takeTryBack } from './count-try.ts'
export {
  claimLink,
  claimNotice,
  endLock,
  findLock,
  forgetTries,
  type Lock,
  type Noting,
  noteLock,
  tellLock,
  tellUnlock,
} from './lock.ts'
export { metrics } from './metrics.ts'
export { personalData } from './personal-data.ts'
export { deleteOldLockouts } from './queries.ts'
