import type { PageContext } from './page-context.ts'
import { htmlTexts } from './texts/index.ts'

/** Name for `islands` on pages with a button that copies. */
export const copyButtonIsland = 'copy-button.js'

/** Copies what stands in a field, named by its id; at the end of the label's line. Its place is kept, and it appears where scripts run. */
export function CopyButton({ page, of }: { page: PageContext; of: string }) {
  const t = htmlTexts(page.locale, page.timeZone)
  return (
    <>
      <button class="copy waits" type="button" aria-controls={of} data-copies={of} data-done={t.copied()}>
        {t.copy()}
      </button>
      <span class="sr" role="status" />
    </>
  )
}
