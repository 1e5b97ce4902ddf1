import { sha256 } from '../../../platform/crypto/hash.ts'
import { InputInvalid, type Issue } from '../../../platform/errors/app-error.ts'
import type { Scope } from '../../../platform/scope/scope.ts'
import { MailedLinkOver } from '../../email-verification/index.ts'
import type { Outcome } from '../../sign-in/index.ts'
import type { RegisterDeps } from '../deps.ts'
import { signUpTexts } from '../texts/index.ts'
import { codeOf, codeSeconds, codeTries, isCode } from './code.ts'
import { bearAccount } from './confirm-sign-up.ts'
import * as queries from './queries.ts'

type Typed = { readonly code: string; readonly browserToken: string | null; readonly deviceId: string | null }

const codeWrong: Issue = {
  field: 'code',
  code: 'code-wrong',
  text: (locale) => signUpTexts(locale).codeWrong({ minutes: codeSeconds / 60 }),
}
const codeMissing: Issue = { field: 'code', code: 'missing', text: (locale) => signUpTexts(locale).codeMissing() }

// One answer for wrong digits, digits that are too old or tried too often, and a browser that nothing waits for.
const wrong = () => new InputInvalid([codeWrong])

/**
 * Makes the account whose mail brought these digits, in the browser that signed up and nowhere else. Each try counts before
 * its digits are looked at. Throws InputInvalid for whatever is wrong, all alike.
 */
export async function confirmByCode(deps: RegisterDeps, scope: Scope, typed: Typed): Promise<Outcome> {
  const { now } = scope
  const { code, browserToken, deviceId } = typed
  if (code.trim() === '') throw new InputInvalid([codeMissing])
  const pending = browserToken === null ? undefined : await queries.findByBrowser(deps.db, sha256(browserToken), now)
  if (!pending) throw wrong()
  const { id } = pending
  const tried = await deps.db.transaction((tx) => queries.countTry(tx, { id, most: codeTries, now }))
  const nonce = tried?.code_nonce
  if (!nonce || !isCode(codeOf(deps.keys['one-time-link'], { id, nonce }), code)) throw wrong()
  const accepted = { now: pending.created_at, ip: pending.ip }
  try {
    return await bearAccount(deps, scope, { id, passwordHash: pending.password_hash, accepted, deviceId })
  } catch (error) {
    // Right by chance: no mail brought digits to an address that has an account.
    if (error instanceof MailedLinkOver) throw wrong()
    throw error
  }
}
