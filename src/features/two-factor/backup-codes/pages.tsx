import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import type { AppError } from '../../../platform/errors/app-error.ts'
import { type App, signedIn } from '../../../platform/http/app.ts'
import { parseForm } from '../../../platform/http/forms.ts'
import { pageOf, sendPage } from '../../../platform/http/page.ts'
import { getAccount } from '../../accounts/index.ts'
import { giveSession } from '../../sessions/index.ts'
import { countCodes } from './code-set.ts'
import { codesFile } from './codes-file.ts'
import { codesFilePath, codesIslands } from './codes-to-keep.tsx'
import { factorMissing } from './errors.ts'
import { type BackupCodeDeps, makeCodes } from './make-codes.ts'
import { CodesFileForm } from './schema.ts'
import { backupCodesTexts } from './texts/index.ts'
import { BackupCodesPage, backupCodesPath, MadeCodesPage } from './views.tsx'

const config = { access: 'signed-in', page: true } as const
const NoFields = Type.Object({}, { additionalProperties: false })

/**
 * Shows codes that were just made; `back`: where the way on leads, without prefix. Not after a redirect: whatever kept the codes for
 * the next page would be one place more that knows them.
 */
export function sendMadeCodes(reply: FastifyReply, { codes, back }: { codes: readonly string[]; back: string }) {
  const page = pageOf(reply.request)
  return sendPage(reply, {
    title: backupCodesTexts(page.locale, page.timeZone).madeTitle(),
    body: <MadeCodesPage page={page} codes={codes} back={page.href(back)} />,
    islands: codesIslands,
  })
}

async function sendCodes(reply: FastifyReply, { db }: BackupCodeDeps, error?: AppError) {
  const page = pageOf(reply.request)
  const { accountId } = signedIn(reply.request).caller
  const [codes, { factors }] = await Promise.all([countCodes(db, accountId), getAccount(db, accountId)])
  return sendPage(reply, {
    status: error?.status ?? 200,
    failed: error !== undefined,
    title: backupCodesTexts(page.locale, page.timeZone).title(),
    body: (
      <BackupCodesPage
        {...{ page, codes, hasFactor: factors.length > 0 }}
        error={error?.text?.(page.locale, page.timeZone) ?? null}
      />
    ),
  })
}

const isFactorMissing = (error: unknown): error is AppError => (error as AppError).code === factorMissing().code

/** The page of one's backup codes, and of new ones. */
export function backupCodePages(app: App, deps: BackupCodeDeps): void {
  app.get(backupCodesPath, { config }, (_, reply) => sendCodes(reply, deps))
  app.post(backupCodesPath, { config: { ...config, recent: true } }, async (request, reply) => {
    parseForm(NoFields, request.body)
    try {
      const { codes, cookie } = await makeCodes(deps, signedIn(request))
      giveSession(reply, cookie)
      return sendMadeCodes(reply, { codes, back: backupCodesPath })
    } catch (error) {
      if (isFactorMissing(error)) return sendCodes(reply, deps, error)
      throw error
    }
  })
  // For whoever has just been shown codes, be it before the sign-in is through: the file says nothing that the form did not.
  app.post(codesFilePath, { config: { access: 'public', page: true } }, (request, reply) => {
    const { codes } = parseForm(CodesFileForm, request.body)
    return reply
      .type('text/plain; charset=utf-8')
      .header('content-disposition', 'attachment; filename="backup-codes.txt"')
      .send(codesFile(pageOf(request), codes))
  })
}
