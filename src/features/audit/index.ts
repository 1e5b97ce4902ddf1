export { type ActionGroup, actionGroups, actionsOf, isRefusal } from './action-groups.ts'
export { type Action, appendEvent, changesBetween, isAction } from './append-event.ts'
export { actorText, changeText, eventText } from './event-text.ts'
export { findEvents, type RecordedEvent } from './find-events.ts'
export { metrics, watchSealing } from './metrics.ts'
export { personalData } from './personal-data.ts'
export { findIdentity } from './queries.ts'
export { startSealer } from './sealer.ts'
export {
  countedAtMost,
  findSealState,
  noteVerification,
  pruneAudit,
  type SealState,
  type Verification,
  verifyLog,
  verifyNewest,
} from './seals/index.ts'
export { type LogFilter, type LoggedEvent, type LogPlace, readSearch, searchLog } from './search/index.ts'
export { seeds } from './seeds.ts'
