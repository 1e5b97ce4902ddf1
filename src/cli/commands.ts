import type { Command } from './command.ts'
import { configCommand } from './config.ts'
import { createAdminCommand } from './create-admin.ts'
import { migrateCommand } from './migrate.ts'
import { serveCommand } from './serve.ts'
import { setPasswordLinkCommand } from './set-password-link.ts'

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [
  serveCommand,
  migrateCommand,
  createAdminCommand,
  setPasswordLinkCommand,
  configCommand,
]
