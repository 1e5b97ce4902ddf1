export { type AccountList, type AccountsWanted, accountsPerPage, listAccounts } from './list-accounts.ts'
