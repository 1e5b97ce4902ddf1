import { describeUserAgent } from '../../../platform/http/user-agent.ts'
import type { Scope } from '../../../platform/scope/scope.ts'
import { findTextFault } from '../../accounts/index.ts'
import { findAuthenticatorName } from './authenticators.ts'
import { nameInvalid } from './errors.ts'
import { passkeysTexts } from './texts/index.ts'

const longest = 60

/** The name that a person gives a passkey, on one line. Throws InputInvalid where it is empty, long or forges lines. */
export function readName(typed: string): string {
  const name = typed
    .slice(0, 1_000)
    .normalize('NFC')
    .replace(/\p{White_Space}+/gu, ' ')
    .trim()
  if (name === '') throw nameInvalid('missing')
  const fault = findTextFault(name, longest)
  if (fault) throw nameInvalid(fault)
  return name
}

/** What a passkey is called until its person says otherwise: like its authenticator, else like the browser that made it. */
export function defaultName(scope: Scope, aaguid: string | null): string {
  const { browser, system } = describeUserAgent(scope.userAgent)
  const t = passkeysTexts(scope.locale, scope.timeZone)
  const place = browser && system ? t.browserOnSystem({ browser, system }) : (browser ?? system)
  return findAuthenticatorName(aaguid) ?? place ?? t.someName()
}
