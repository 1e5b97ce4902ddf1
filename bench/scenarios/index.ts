import { cachedAccount, uncachedAccount } from './account.ts'
import { loginPage } from './login-page.ts'
import { memory } from './memory.ts'
import type { Scenario } from './scenario.ts'
import { search } from './search.ts'
import { loopDelay, signInRate } from './sign-in.ts'
import { starts } from './starts.ts'
import { workers } from './workers.ts'

/** Everything there is to measure, by its letter. `a` is what `b` is compared with, and part of it. */
export const scenarios: Readonly<Record<string, Scenario>> = {
  b: cachedAccount,
  c: uncachedAccount,
  d: signInRate,
  e: loginPage,
  f: loopDelay,
  g: workers,
  h: search,
  i: memory,
  j: starts,
}
