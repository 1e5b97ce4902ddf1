// Copies a field or a list for those who do not want to select it. Without this script, or where the browser refuses, the
// text is there to be selected.

type Copied = { readonly text: string; select(): void }

function find(id: string): Copied | null {
  const found = document.getElementById(id)
  if (found instanceof HTMLTextAreaElement || found instanceof HTMLInputElement)
    return {
      text: found.value,
      select() {
        found.focus()
        found.select()
      },
    }
  if (!found) return null
  const lines = found.children.length > 0 ? [...found.children] : [found]
  const text = lines.map((line) => line.textContent).join('\n')
  return { text, select: () => getSelection()?.selectAllChildren(found) }
}

/** The older way, for pages over plain HTTP, where browsers give no clipboard. */
function copySelected({ select }: Copied): boolean {
  select()
  return document.execCommand('copy')
}

async function copy(copied: Copied): Promise<boolean> {
  if (!navigator.clipboard) return copySelected(copied)
  return navigator.clipboard.writeText(copied.text).then(
    () => true,
    () => copySelected(copied),
  )
}

for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copies]')) {
  const copied = find(button.dataset.copies ?? '')
  const status = button.nextElementSibling
  if (!copied) continue
  button.addEventListener('click', async () => {
    if (!(await copy(copied))) return
    const { done = '' } = button.dataset
    button.textContent = done
    if (status) status.textContent = done
  })
  button.classList.remove('waits')
}
