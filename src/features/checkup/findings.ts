import type { Account } from '../accounts/index.ts'

/** What is known of somebody's account. */
export type Seen = {
  readonly account: Pick<Account, 'email' | 'emailVerifiedAt' | 'mailState' | 'factors'>
  /** Whether addresses are proved here. */
  readonly verifies: boolean
  /** Whether mails leave here. */
  readonly mails: boolean
  /** Null where nothing stands behind the codes: without a second factor there are none. */
  readonly codesLeft: number | null
  readonly devices: { readonly known: number; readonly trusted: number; readonly unused: number }
}

export type Finding =
  | { readonly about: 'address-unproved' | 'address-bounces' | 'address-good'; readonly isGood: boolean }
  | { readonly about: 'factor-none' | 'factor-app' | 'factor-passkey'; readonly isGood: boolean }
  | { readonly about: 'codes-few' | 'codes-good'; readonly isGood: boolean; readonly count: number }
  | { readonly about: 'trusted'; readonly isGood: boolean; readonly count: number }
  | { readonly about: 'devices-unused' | 'devices-good'; readonly isGood: boolean; readonly count: number }

const fewCodes = 2

function ofAddress({ account, verifies, mails }: Seen): Finding[] {
  if (!mails) return []
  if (account.mailState === 'bouncing') return [{ about: 'address-bounces', isGood: false }]
  const isUnproved = verifies && account.emailVerifiedAt === null
  return [isUnproved ? { about: 'address-unproved', isGood: false } : { about: 'address-good', isGood: true }]
}

function ofFactors({ account: { factors } }: Seen): Finding {
  if (factors.includes('passkey')) return { about: 'factor-passkey', isGood: true }
  return factors.length > 0 ? { about: 'factor-app', isGood: true } : { about: 'factor-none', isGood: false }
}

function ofCodes({ codesLeft }: Seen): Finding[] {
  if (codesLeft === null) return []
  const isGood = codesLeft > fewCodes
  return [{ about: isGood ? 'codes-good' : 'codes-few', isGood, count: codesLeft }]
}

function ofDevices({ devices, account }: Seen): Finding[] {
  const { known, trusted, unused } = devices
  const findings: Finding[] = []
  if (trusted > 0 && account.factors.length > 0) findings.push({ about: 'trusted', isGood: true, count: trusted })
  if (unused > 0) findings.push({ about: 'devices-unused', isGood: false, count: unused })
  else if (known > 0) findings.push({ about: 'devices-good', isGood: true, count: known })
  return findings
}

/** What is to be improved, then what is good. The age of a password is neither. */
export function findingsOf(seen: Seen): readonly Finding[] {
  const all = [...ofAddress(seen), ofFactors(seen), ...ofCodes(seen), ...ofDevices(seen)]
  return [...all.filter(({ isGood }) => !isGood), ...all.filter(({ isGood }) => isGood)]
}
