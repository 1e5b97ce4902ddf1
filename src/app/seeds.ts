import { seeds as accounts } from '../features/accounts/index.ts'
import { seeds as audit } from '../features/audit/index.ts'
import { seeds as devices } from '../features/devices/index.ts'
import { seeds as passwords } from '../features/passwords/index.ts'
import { seeds as sessions } from '../features/sessions/index.ts'
import type { Seeds } from '../platform/seed/seed.ts'

/** What each feature makes up about people, in the order in which tables are filled: accounts come first, the others lead to them. */
export const seeds: readonly Seeds[] = [accounts, passwords, devices, sessions, audit]
