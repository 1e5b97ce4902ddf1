// Asks the browser for a passkey and sends the answer with the form around the button. The server renders all words into
// data attributes and judges the answer; without this script the button is not seen, and there are the other ways.

type Words = DOMStringMap

/** In people's words; empty where nobody has to be told, because we stopped it ourselves. */
function wordsFor(error: unknown, words: Words): string {
  const name = error instanceof Error ? error.name : ''
  const known: Readonly<Record<string, string | undefined>> = {
    AbortError: '',
    InvalidStateError: words.known,
    NotAllowedError: words.cancelled,
    NotSupportedError: words.unsupported,
    Refused: error instanceof Error ? error.message : '',
    SecurityError: words.notAllowed,
    TypeError: words.offline,
  }
  return known[name] ?? words.failed ?? ''
}

class Refused extends Error {
  override name = 'Refused'
}

/** What the server wants to be asked for; its own words where it refuses. */
async function fetchOptions(address: string) {
  const reply = await fetch(address, { method: 'POST', headers: { accept: 'application/json' } })
  const answer = await reply.json()
  if (!reply.ok) throw new Refused(answer.detail ?? answer.title)
  return answer
}

type Asking = { readonly signal: AbortSignal; readonly inAutofill: boolean }

async function ask(form: HTMLFormElement, { signal, inAutofill }: Asking): Promise<Credential | null> {
  const options = await fetchOptions(form.dataset.options ?? '')
  if (form.dataset.passkey === 'create') {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options)
    return navigator.credentials.create({ publicKey, signal })
  }
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options)
  return navigator.credentials.get({ publicKey, signal, ...(inAutofill ? { mediation: 'conditional' as const } : {}) })
}

function send(form: HTMLFormElement, credential: Credential | null): void {
  const field = form.querySelector<HTMLInputElement>('input[type="hidden"]')
  if (!field || !(credential instanceof PublicKeyCredential)) return
  field.value = JSON.stringify(credential)
  const box = document.getElementById(form.dataset.along ?? '')
  if (box instanceof HTMLInputElement && box.checked) form.append(copyOf(box))
  // Not `requestSubmit`: that would come back here.
  form.submit()
}

function copyOf({ name, value }: HTMLInputElement): HTMLInputElement {
  const copy = document.createElement('input')
  Object.assign(copy, { type: 'hidden', name, value })
  return copy
}

// A challenge lives for five minutes; whoever comes later to the field is offered passkeys all the same.
const renewAfter = 270_000

/** Offers passkeys where the username is filled in, until told to stop; resolves when the browser has stopped. */
function offerInAutofill(form: HTMLFormElement): () => Promise<void> {
  let controller = new AbortController()
  const turn = async (): Promise<void> => {
    controller = new AbortController()
    const renewal = setTimeout(() => controller.abort('old'), renewAfter)
    try {
      send(form, await ask(form, { signal: controller.signal, inAutofill: true }))
    } catch {
      // Nobody asked for it, so nobody is told. The button says what is wrong.
    } finally {
      clearTimeout(renewal)
    }
    if (controller.signal.reason !== 'old') return
    if (document.hidden)
      await new Promise((seen) => document.addEventListener('visibilitychange', seen, { once: true }))
    return turn()
  }
  const over = turn()
  return async () => {
    controller.abort('stop')
    await over
  }
}

const canAutofill = async (form: HTMLFormElement): Promise<boolean> =>
  form.dataset.autofill !== undefined && (await PublicKeyCredential.isConditionalMediationAvailable?.()) === true

async function prepare(form: HTMLFormElement, button: HTMLButtonElement): Promise<void> {
  const status = form.querySelector('[role="status"]')
  const say = (text = ''): void => {
    if (status) status.textContent = text
  }
  const offers = await canAutofill(form)
  let stop = offers ? offerInAutofill(form) : null
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    if (button.getAttribute('aria-disabled') === 'true') return
    button.setAttribute('aria-disabled', 'true')
    say(form.dataset.waiting)
    try {
      // One question at a time: the browser refuses a second.
      await stop?.()
      send(form, await ask(form, { signal: new AbortController().signal, inAutofill: false }))
    } catch (error) {
      say(wordsFor(error, form.dataset))
      if (offers) stop = offerInAutofill(form)
    }
    button.removeAttribute('aria-disabled')
  })
}

const isKnown = 'PublicKeyCredential' in window && 'parseRequestOptionsFromJSON' in PublicKeyCredential

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]')) {
  const button = form.querySelector('button')
  const status = form.querySelector('[role="status"]')
  if (isKnown && button) {
    void prepare(form, button)
    form.classList.add('on')
  } else if (form.dataset.required !== undefined && button && status) {
    form.classList.add('on')
    button.remove()
    status.textContent = form.dataset.unsupported ?? ''
  }
}
