import { STATUS_CODES } from 'node:http'
import { Type } from 'typebox'
import type { AppError } from '../errors/app-error.ts'
import type { Scope } from '../scope/scope.ts'

/** Problem details (RFC 9457) as every JSON route answers its errors. */
export const Problem = Type.Object(
  {
    type: Type.Literal('about:blank'),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.String({ description: 'Stable; programs branch on it.' }),
    detail: Type.Optional(Type.String({ description: 'One sentence in the language of the request.' })),
    requestId: Type.String({ description: 'Names this request in the log.' }),
    errors: Type.Optional(
      Type.Array(Type.Object({ pointer: Type.String(), code: Type.String(), message: Type.String() })),
    ),
  },
  { $id: 'Problem', title: 'Problem' },
)

/** An error as problem details, in the language of the request. */
export function problemOf(error: AppError, scope: Pick<Scope, 'locale' | 'timeZone' | 'requestId'>) {
  const { locale, timeZone, requestId } = scope
  return {
    type: 'about:blank' as const,
    title: STATUS_CODES[error.status] ?? 'Error',
    status: error.status,
    code: error.code,
    ...(error.text ? { detail: error.text(locale, timeZone) } : {}),
    requestId,
    ...(error.issues.length > 0
      ? {
          errors: error.issues.map(({ field, code, text }) => ({
            pointer: `/${field}`,
            code,
            message: text(locale, timeZone),
          })),
        }
      : {}),
  }
}
