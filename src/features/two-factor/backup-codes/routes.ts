import { type App, signedIn } from '../../../platform/http/app.ts'
import { giveSession } from '../../sessions/index.ts'
import { showCode } from './backup-code.ts'
import { countCodes } from './code-set.ts'
import * as examples from './examples.ts'
import { type BackupCodeDeps, makeCodes } from './make-codes.ts'
import { BackupCodesReply, backupCodesReply, MadeCodesReply } from './schema.ts'

const tags = ['account']
const config = { access: 'signed-in' } as const

/** One's own backup codes, for programs. */
export function backupCodeRoutes(app: App, deps: BackupCodeDeps): void {
  app.get(
    '/api/account/backup-codes',
    {
      config,
      schema: {
        summary: 'How many backup codes are left',
        tags,
        response: { 200: BackupCodesReply },
        examples: examples.countBackupCodes,
      },
    },
    async (request) => backupCodesReply(await countCodes(deps.db, signedIn(request).caller.accountId)),
  )
  app.post(
    '/api/account/backup-codes',
    {
      config: { ...config, recent: true },
      schema: {
        summary: 'Make new backup codes',
        description:
          'The former ones no longer count. Ends the other sessions and the access tokens, and gives this session a new cookie.',
        tags,
        response: { 201: MadeCodesReply },
        examples: examples.makeBackupCodes,
      },
    },
    async (request, reply) => {
      const { codes, cookie } = await makeCodes(deps, signedIn(request))
      giveSession(reply, cookie)
      return reply.code(201).send({ codes: codes.map(showCode) })
    },
  )
}
