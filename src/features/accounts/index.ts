export { type Account, findAccountByLogin, getAccount, hasAdmin } from './account.ts'
export { createAccount, findTaken, type NewAccount } from './create-account.ts'
export { eraseAccount } from './erase-account.ts'
export { checkProfile } from './profile-input.ts'
