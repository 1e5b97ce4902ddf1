import { AppError } from '../../../platform/errors/app-error.ts'

const largest = 2n ** 63n - 1n

/** The number of an account in an address; throws AppError 404 for what can be none. */
export function requireAccountId(text: string): string {
  if (!/^[1-9]\d{0,18}$/.test(text) || BigInt(text) > largest) throw new AppError(404, 'account-not-found')
  return text
}
