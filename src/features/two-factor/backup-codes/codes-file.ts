import { AppError } from '../../../platform/errors/app-error.ts'
import type { PageContext } from '../../../platform/html/page-context.ts'
import { codesInSet, readCode, showCode } from './backup-code.ts'
import { backupCodesTexts } from './texts/index.ts'

/**
 * The codes that a page showed, as a text to keep. They come back from the page, since only their hashes are stored; nothing
 * but codes is taken, so that nobody can have a file of their own making saved in our name. Throws AppError 400.
 */
export function codesFile(page: Pick<PageContext, 'locale' | 'timeZone' | 'now' | 'site'>, typed: string): string {
  const codes = typed.split(' ').map(readCode)
  if (codes.length > codesInSet) throw new AppError(400, 'form-invalid')
  const lines = codes.map((code, at) => {
    if (code === null) throw new AppError(400, 'form-invalid')
    return `${String(at + 1).padStart(2)}  ${showCode(code)}`
  })
  const t = backupCodesTexts(page.locale, page.timeZone)
  return [t.fileTitle({ site: page.site.name }), t.fileSaved({ at: page.now }), '', ...lines, ''].join('\n')
}
