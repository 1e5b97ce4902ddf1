// Prints the page, for those who do not look for it in the menu.
for (const button of document.querySelectorAll<HTMLButtonElement>('[data-prints]')) {
  button.addEventListener('click', () => print())
  button.classList.remove('waits')
}
