import type { ComponentChildren } from 'preact'
import { buttonClass } from './button.tsx'

/** Name for `islands` on pages with a button that prints. */
export const printButtonIsland = 'print-button.js'

/** Prints the page. It appears where scripts run; the menu of the browser does the same. */
export function PrintButton({ children }: { children: ComponentChildren }) {
  return (
    <button class={`${buttonClass({})} waits`} type="button" data-prints>
      {children}
    </button>
  )
}
