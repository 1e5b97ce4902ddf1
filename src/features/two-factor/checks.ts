import type { Config } from '../../config/config.ts'
import { secretsOf } from '../../config/ensure-secret-key.ts'
import { type Check, failed, passed, unknown, warned } from '../../platform/preflight/check.ts'
import { readApi } from '../../platform/preflight/operations.ts'
import { countStaff } from '../accounts/index.ts'
import { sealKeysOf } from '../keys/index.ts'
import { countSealed } from './totp/index.ts'

const wanted = [
  'POST /api/account/authenticator/enrollment',
  'PUT /api/account/authenticator',
  'POST /api/account/backup-codes',
]

const offered: Check<unknown> = {
  id: 'nice.02',
  name: 'factors-offered',
  title: 'People can set up an app for codes, and get backup codes',
  async run({ web }) {
    const { operations } = await readApi(web())
    const missing = wanted.filter((call) => !operations.some((operation) => operation.call === call))
    return missing.length === 0
      ? passed(`the API has ${wanted.join(', ')}`)
      : failed(
          `the API lacks ${missing.join(', ')}`,
          'Another release than this one answers there: ask the server itself with --url.',
        )
  },
}

const staffHas: Check<Config> = {
  id: 'nice.02',
  name: 'staff-has-factors',
  title: 'Whoever has power over others must have a second factor',
  async run({ config: { twoFactorPolicy }, database }) {
    const { staff, secured } = await countStaff(database().db)
    const evidence = `TWO_FACTOR_POLICY is ${twoFactorPolicy}; ${secured} of ${staff} moderators and admins have a second factor`
    return twoFactorPolicy === 'optional'
      ? warned(evidence, 'Set TWO_FACTOR_POLICY=staff, so that a stolen password opens no page of admins.')
      : passed(evidence)
  },
}

const secretsOpen: Check<Config> = {
  id: 'nice.02',
  name: 'factor-secrets-open',
  title: 'The secrets of apps open with SECRET_KEY',
  async run({ config, database }) {
    const { secretKey } = config
    if (secretKey === null) return unknown('SECRET_KEY is not set, so there is nothing to compare with')
    const [present, ...former] = sealKeysOf(secretsOf({ ...config, secretKey })).map(({ id }) => id)
    const sealed = await countSealed(database().db)
    const all = sealed.reduce((sum, { count }) => sum + count, 0)
    const by = (ids: readonly (string | undefined)[]) =>
      sealed.filter(({ keyId }) => ids.includes(keyId)).reduce((sum, { count }) => sum + count, 0)
    const lost = all - by([present, ...former])
    if (lost > 0)
      return failed(
        `${lost} of ${all} secrets of apps were sealed by another key than SECRET_KEY and SECRET_KEY_PREVIOUS`,
        'Set SECRET_KEY_PREVIOUS to the key from before and run: porchlight rotate-keys',
      )
    const before = by(former)
    return before > 0
      ? warned(
          `${before} of ${all} secrets of apps are sealed by SECRET_KEY_PREVIOUS still`,
          'Run: porchlight rotate-keys',
        )
      : passed(`SECRET_KEY has sealed all ${all} secrets of apps`)
  },
}

/** What preflight looks at. */
export const checks: readonly Check<Config>[] = [offered, staffHas, secretsOpen]
