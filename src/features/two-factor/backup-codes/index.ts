export { codesInSet, showCode } from './backup-code.ts'
export {
  type CodeDeps,
  type CodesLeft,
  countCodes,
  findCode,
  removeCodes,
  storeCodes,
  thinkUpCodes,
  useCode,
} from './code-set.ts'
