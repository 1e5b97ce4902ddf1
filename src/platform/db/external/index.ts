export { requireOwnerRights } from './owner-rights.ts'
export { reachExternal } from './reach.ts'
