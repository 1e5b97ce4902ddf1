export { noteFactors } from './factors.ts'
export {
  deleteSpentChallenges,
  passkeyMails,
  passkeyPages,
  passkeyRoutes,
  passkeysPanel,
} from './passkeys/index.ts'
export { personalData } from './personal-data.ts'
