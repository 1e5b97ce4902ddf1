import { CannotSee, type Check, type Outcome, type Sight, unknown } from './check.ts'

/** What one check found. */
export type Finding = Outcome & { readonly id: string; readonly check: string; readonly title: string }

async function outcomeOf<Config>(check: Check<Config>, sight: Sight<Config>): Promise<Outcome> {
  try {
    return await check.run(sight)
  } catch (error) {
    if (error instanceof CannotSee) return unknown(error.message)
    const code = error instanceof Error && 'code' in error ? ` (${error.code})` : ''
    return unknown(`It could not be looked at: ${(error as Error).message.split('\n')[0]}${code}`)
  }
}

/** Runs checks one after the other, so that none disturbs another; what a check cannot see is `unknown`, whatever it threw. */
export async function runChecks<Config>(
  checks: readonly Check<Config>[],
  sight: Sight<Config>,
  onProgress: (done: number, of: number, what: string) => void = () => {},
): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const [index, check] of checks.entries()) {
    onProgress(index, checks.length, check.name)
    const { id, name, title } = check
    findings.push({ id, check: name, title, ...(await outcomeOf(check, sight)) })
  }
  return findings
}
