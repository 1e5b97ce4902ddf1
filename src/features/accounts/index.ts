export {
  type Account,
  accountOf,
  type Factor,
  findAccount,
  findAccountByEmail,
  findAccountByLogin,
  getAccount,
  hasAdmin,
  holdAccount,
  holdWithAdmins,
  isLastAdmin,
  readLogin,
  statusAt,
} from './account.ts'
export {
  activityPages,
  activityRoutes,
  EventReply,
  EventRow,
  eventReply,
  type ListedEvent,
  listEventsOf,
} from './activity/index.ts'
export { getAccountOf, noteAccountOf } from './caller-account.ts'
export { composedName } from './change-account.ts'
export { changeEmail, emailTakenElsewhere, giveEmail, readNewEmail } from './change-email.ts'
export { checks } from './checks.ts'
export { correctAccount } from './correct-account.ts'
export { createAccount, findTaken, type NewAccount } from './create-account.ts'
export {
  type AccountList,
  type AccountsWanted,
  accountsPerPage,
  countStaff,
  everyAccount,
  listAccounts,
} from './directory/index.ts'
export { eraseAccount } from './erase-account.ts'
export { exampleAccount } from './examples.ts'
export { holdUsername, prolongHold, releaseUsername } from './hold-username.ts'
export {
  beginTwoFactorDue,
  clearPasswordDue,
  markActive,
  markFactors,
  markOpened,
  markPasswordDue,
  markRole,
  markSuspended,
  markTwoFactorDue,
  noteSignIn,
} from './mark-account.ts'
export { markEmailProved } from './mark-email-proved.ts'
export { markArriving, markBouncing } from './mark-mail.ts'
export { accountPages } from './pages.tsx'
export { personalData } from './personal-data.ts'
export { countCharacters, findTextFault, manyLines, oneLine } from './plain-text.ts'
export { checkProfile } from './profile-input.ts'
export { type AccountRow, columns as accountColumns, deleteEndedHolds } from './queries.ts'
export { accountRoutes, type EmailDeps } from './routes.ts'
export { AccountReply, accountReply } from './schema.ts'
export { findTakenNames, seeds } from './seeds.ts'
export { findTouched, marksOf } from './untouched.ts'
