import { personalData as accessTokens } from '../features/access-tokens/index.ts'
import { personalData as accounts } from '../features/accounts/index.ts'
import { personalData as admin } from '../features/admin/index.ts'
import { personalData as audit } from '../features/audit/index.ts'
import { personalData as devices } from '../features/devices/index.ts'
import { personalData as emailVerification } from '../features/email-verification/index.ts'
import { personalData as idempotency } from '../features/idempotency/index.ts'
import { personalData as keys } from '../features/keys/index.ts'
import { personalData as links } from '../features/links/index.ts'
import { personalData as lockout } from '../features/lockout/index.ts'
import { personalData as passwords } from '../features/passwords/index.ts'
import { personalData as policies } from '../features/policies/index.ts'
import { personalData as recovery } from '../features/recovery/index.ts'
import { personalData as sessions } from '../features/sessions/index.ts'
import { personalData as signIn } from '../features/sign-in/index.ts'
import { personalData as signUp } from '../features/sign-up/index.ts'
import { personalData as throttle } from '../features/throttle/index.ts'
import { personalData as twoFactor } from '../features/two-factor/index.ts'
import { personalData as database } from '../platform/db/personal-data.ts'
import { personalData as queue } from '../platform/jobs/personal-data.ts'
import { personalData as mail } from '../platform/mail/personal-data.ts'
import { personalData as log } from '../platform/observe/personal-data.ts'
import type { PersonalData } from '../platform/personal-data/personal-data.ts'

/** What each feature holds about people: the whole of it, for erasure, export and the test that no column is forgotten. */
export const personalData: readonly PersonalData[] = [
  audit,
  throttle,
  keys,
  links,
  idempotency,
  accounts,
  policies,
  devices,
  lockout,
  passwords,
  sessions,
  accessTokens,
  twoFactor,
  signIn,
  signUp,
  recovery,
  emailVerification,
  admin,
  database,
  queue,
  mail,
  log,
]
