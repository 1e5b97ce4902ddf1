import { AppError } from '../../../platform/errors/app-error.ts'

// PostgreSQL takes neither, and nobody is called so.
const cannotBe = (query: string) => query.includes('\0') || !query.isWellFormed()

/** What is searched for as the index has it; null where nobody can be called so. Throws AppError 400 for a text that is too long. */
export function requireQuery(asked: string | undefined): string | null {
  const query = (asked ?? '').normalize('NFC').trim()
  if (cannotBe(query)) return null
  if (query.length > 254) throw new AppError(400, 'address-invalid')
  return query
}
