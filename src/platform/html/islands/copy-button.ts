// Copies a field for those who do not want to select it. Without this script, or where the browser refuses, the text is
// there to be selected.

/** The older way, for pages over plain HTTP, where browsers give no clipboard. */
function copySelected(field: HTMLTextAreaElement | HTMLInputElement): boolean {
  field.focus()
  field.select()
  return document.execCommand('copy')
}

async function copy(field: HTMLTextAreaElement | HTMLInputElement): Promise<boolean> {
  if (!navigator.clipboard) return copySelected(field)
  return navigator.clipboard.writeText(field.value).then(
    () => true,
    () => copySelected(field),
  )
}

for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copies]')) {
  const field = document.getElementById(button.dataset.copies ?? '')
  const status = button.nextElementSibling
  if (!(field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement)) continue
  button.addEventListener('click', async () => {
    if (!(await copy(field))) return
    const { done = '' } = button.dataset
    button.textContent = done
    if (status) status.textContent = done
  })
  button.classList.remove('waits')
}
