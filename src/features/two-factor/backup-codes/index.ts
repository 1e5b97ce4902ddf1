export { fewCodes, showCode } from './backup-code.ts'
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
export { CodesToKeep, codesIslands } from './codes-to-keep.tsx'
export { offerCodes, storeOffered } from './first-codes.ts'
export { backupCodeMails, tellBackupCodes } from './mails.ts'
export { backupCodePages, sendMadeCodes } from './pages.tsx'
export { backupCodeRoutes } from './routes.ts'
export { BackupCodesRow, FewCodesNotice } from './views.tsx'
