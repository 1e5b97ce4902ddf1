export { codesInSet, fewCodes, showCode } from './backup-code.ts'
export {
  type CodeDeps,
  type CodeSet,
  type CodesLeft,
  countCodes,
  findCode,
  removeCodes,
  spendCode,
  storeCodes,
  thinkUpCodes,
} from './code-set.ts'
export { offerCodes, storeOffered } from './first-codes.ts'
export { backupCodeMails, tellBackupCodes } from './mails.ts'
