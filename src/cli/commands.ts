import { auditPruneCommand } from './audit-prune.ts'
import { auditVerifyCommand } from './audit-verify.ts'
import type { Command } from './command.ts'
import { configCommand } from './config.ts'
import { createAdminCommand } from './create-admin.ts'
import { migrateCommand } from './migrate.ts'
import { preflightCommand } from './preflight.ts'
import { rotateKeysCommand } from './rotate-keys.ts'
import { seedCommand } from './seed.ts'
import { sendTestMailCommand } from './send-test-mail.ts'
import { serveCommand } from './serve.ts'
import { standingCommands } from './standing.ts'
import { recoveryLinkCommand, resetFactorsCommand, unlockCommand } from './ways-back-in.ts'
import { workCommand } from './work.ts'

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [
  serveCommand,
  workCommand,
  migrateCommand,
  createAdminCommand,
  recoveryLinkCommand,
  resetFactorsCommand,
  unlockCommand,
  ...standingCommands,
  sendTestMailCommand,
  seedCommand,
  rotateKeysCommand,
  auditVerifyCommand,
  auditPruneCommand,
  preflightCommand,
  configCommand,
]
