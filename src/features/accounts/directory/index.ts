export { countStaff } from './count-staff.ts'
export { everyAccount } from './every-account.ts'
export { type AccountList, type AccountsWanted, accountsPerPage, listAccounts } from './list-accounts.ts'
