import { join } from 'node:path'
import { OperatorError } from '../../errors/operator-error.ts'
import { LOG } from './paths.ts'
import { diskFull } from './refusals.ts'

/** Whether PostgreSQL stayed away only because what was killed has not ended yet: worth another try. */
export function isStillInUse(said: string): boolean {
  return /pre-existing shared memory block .* still in use|lock file "[^"]*" already exists/.test(said)
}

/** Turns what initdb or postgres said before it ended into one sentence. */
export function startFailure(said: string, dataDir: string): OperatorError {
  if (/No space left on device|Disk quota exceeded|wrote only \d+ of \d+ bytes/.test(said))
    return new OperatorError(diskFull(dataDir))
  if (/could not look up effective user ID/.test(said)) {
    return new OperatorError(
      'PostgreSQL cannot be set up by a user without a name in /etc/passwd: start Porchlight as a named user, in a container with --user node.',
    )
  }
  return new OperatorError(
    `PostgreSQL did not start in ${dataDir} (${firstReason(said)}): put that right and start again; ${join(dataDir, LOG)} has the rest.`,
  )
}

function firstReason(said: string): string {
  const lines = said.split('\n').filter((line) => line.trim() !== '')
  const reason =
    lines.find((line) => /\b(FATAL|PANIC|ERROR):|: error:|: fatal:/.test(line)) ?? lines.at(-1) ?? 'it said nothing'
  return reason
    .replace(/^.*?((?:FATAL|PANIC|ERROR): +|(?:error|fatal): )/, '')
    .trim()
    .replace(/\.$/, '')
}
