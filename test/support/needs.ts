/**
 * Whether something a test needs is there: for `it.skipIf(!needs('redis-server on the PATH', found))`. Where it is missing a
 * sentence says so and the test is skipped; in CI nothing may be missing, and it throws.
 */
export function needs(what: string, available: boolean): boolean {
  if (available) return true
  if (process.env.CI) throw new Error(`This machine lacks what a test needs: ${what}.`)
  console.warn(`Skipping a test that needs ${what}, which this machine does not have.`)
  return false
}
