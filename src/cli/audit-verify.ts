import { secretsOf } from '../config/ensure-secret-key.ts'
import { noteVerification, verifyLog } from '../features/audit/index.ts'
import { loadKeys } from '../features/keys/index.ts'
import { OperatorError } from '../platform/errors/operator-error.ts'
import type { Command } from './command.ts'
import { readConfigWithSecret } from './configuration.ts'
import { showProgress } from './progress.ts'
import { withDatabase } from './with-database.ts'

type Verification = Awaited<ReturnType<typeof verifyLog>>

const shownAtMost = 100

function summaryOf({ events, seals, prunedSeals, unsealed, lastSeal }: Verification): string {
  const waiting = unsealed > 0 ? `, ${unsealed} of them not sealed yet` : ''
  const pruned = prunedSeals > 0 ? ` (the events of ${prunedSeals} were pruned)` : ''
  return `${events} events${waiting}, ${seals} seals${pruned}. Last seal: ${lastSeal ?? 'none'}`
}

function requireSeal(given: string): string {
  if (/^\d{1,19}:[0-9a-f]{64}$/.test(given)) return given
  throw new OperatorError(
    `“${given}” is no seal: it is a number, a colon and 64 letters, as the log of the server has it.`,
    {
      exitCode: 64,
    },
  )
}

/** `porchlight audit verify`: says whether the audit log is as it was written; exit code 1 where it is not. */
export const auditVerifyCommand: Command = {
  name: 'audit verify',
  summary: 'Say whether the audit log is as it was written.',
  options: { seal: { help: 'A seal from the log of the server, which must be there as well.', value: 'SEAL' } },
  async run({ flags }) {
    const known = typeof flags.seal === 'string' ? [requireSeal(flags.seal)] : []
    const config = await readConfigWithSecret()
    return withDatabase(config, async (db) => {
      const key = (await loadKeys(db, secretsOf(config)))['audit-seal']
      const progress = showProgress('Verifying')
      let shown = 0
      const onFault = (sentence: string) => {
        progress.end()
        if (shown < shownAtMost) console.log(sentence)
        shown += 1
      }
      const onProgress = (done: number, of: number) => progress.step(done, Math.max(done, of), 'events')
      const found = await verifyLog(db, { key, known, onFault, onProgress })
      progress.end()
      await noteVerification(db, found, { at: new Date(), isWhole: true })
      if (shown > shownAtMost) console.log(`… and ${shown - shownAtMost} more.`)
      const verdict = found.faults === 0 ? 'The audit log is whole' : 'The audit log is NOT as it was written'
      console.log(`${verdict}: ${summaryOf(found)}`)
      return found.faults === 0 ? 0 : 1
    })
  },
}
