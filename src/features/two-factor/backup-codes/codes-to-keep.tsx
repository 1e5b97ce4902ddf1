import type { ComponentChildren } from 'preact'
import { Button } from '../../../platform/html/button.tsx'
import { CopyButton, copyButtonIsland } from '../../../platform/html/copy-button.tsx'
import { Actions } from '../../../platform/html/form.tsx'
import { Notice } from '../../../platform/html/notice.tsx'
import type { PageContext } from '../../../platform/html/page-context.ts'
import { plainList } from '../../../platform/html/plain-list.ts'
import { PrintButton, printButtonIsland } from '../../../platform/html/print-button.tsx'
import { showCode } from './backup-code.ts'
import { backupCodesTexts } from './texts/index.ts'

/** Outside the account: it is there while somebody signs in, too. */
export const codesFilePath = '/backup-codes/file'

/** For `islands` on the pages that show codes. */
export const codesIslands = [copyButtonIsland, printButtonIsland]

type Props = { page: PageContext; codes: readonly string[]; children?: ComponentChildren }

/**
 * Ten codes, to be kept now: shown this once. The file is made of what the page has, since the server has only hashes;
 * that needs no script. `children`: the way on.
 */
export function CodesToKeep({ page, codes, children }: Props) {
  const t = backupCodesTexts(page.locale, page.timeZone)
  const shown = codes.map(showCode)
  return (
    <>
      <Notice tone="warn">{t.madeOnce({ b: (text) => <b>{text}</b> })}</Notice>
      <div class="field">
        <span class="spread">
          <span class="hint">{t.codesHint()}</span>
          <span class="small">
            <CopyButton page={page} of="codes" />
          </span>
        </span>
        <ol class="codes" id="codes" aria-label={t.codesLabel()} {...plainList}>
          {shown.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ol>
      </div>
      <Actions>
        <form method="post" action={page.href(codesFilePath)}>
          <input type="hidden" name="codes" value={shown.join(' ')} />
          <Button kind="primary" icon="download">
            {t.download()}
          </Button>
        </form>
        <PrintButton>{t.print()}</PrintButton>
        {children}
      </Actions>
    </>
  )
}
