// Shows and hides a password, says when Caps Lock is on, ticks the rules that can be judged here, and says how hard a new
// one is to guess. The server renders all words into data attributes and judges everything again; without this script the
// form works the same.

import type { MeterAnswer, MeterQuestion } from './meter/answer.ts'

const tick = 'm4.5 10.5 3.5 3.5 7.5-8'
const ring = 'M7.5 10a2.5 2.5 0 1 0 5 0 2.5 2.5 0 1 0-5 0'

const judges: Record<string, (password: string, rule: HTMLElement) => boolean> = {
  length: (password, { dataset }) => {
    const { length } = [...password]
    return length >= Number(dataset.min) && length <= Number(dataset.max)
  },
  upper: (password) => /\p{Lu}/u.test(password),
  lower: (password) => /\p{Ll}/u.test(password),
  digit: (password) => /\p{Nd}/u.test(password),
}

function offerToShow(input: HTMLInputElement, button: HTMLButtonElement): void {
  const { show = '', showLong = '', hide = '', hideLong = '' } = button.dataset
  const turn = (shown: boolean): void => {
    input.type = shown ? 'text' : 'password'
    button.textContent = shown ? hide : show
    button.setAttribute('aria-label', shown ? hideLong : showLong)
  }
  button.addEventListener('click', () => turn(input.type === 'password'))
  // A browser remembers what stood in a text field, and offers it to the next person.
  input.form?.addEventListener('submit', () => turn(false))
  button.hidden = false
}

function warnOfCapsLock(input: HTMLInputElement, hint: HTMLElement): void {
  const say = (on: boolean): void => {
    const text = on ? (hint.dataset.text ?? '') : ''
    if (hint.textContent !== text) hint.textContent = text
  }
  const look = (event: Event): void => {
    // Autofill sends key events that know no keys.
    if (event instanceof KeyboardEvent) say(event.getModifierState('CapsLock'))
  }
  input.addEventListener('keydown', look)
  input.addEventListener('keyup', look)
  input.addEventListener('blur', () => say(false))
}

/** What is not met yet is a ring and not a cross: nobody is wrong while still typing. */
function mark(rule: HTMLElement, met: boolean, words: DOMStringMap): void {
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  path.setAttribute('d', met ? tick : ring)
  rule.querySelector('svg')?.replaceChildren(path)
  rule.className = met ? 'ok' : ''
  const spoken = rule.querySelector('.sr')
  if (spoken) spoken.textContent = `${(met ? words.met : words.unmet) ?? ''} `
}

function judgeWhileTyping(input: HTMLInputElement, list: HTMLElement): void {
  input.addEventListener('input', () => {
    const password = input.value.normalize('NFKC')
    for (const rule of list.querySelectorAll<HTMLElement>('[data-check]')) {
      const judge = judges[rule.dataset.check ?? '']
      if (judge) mark(rule, judge(password, rule), list.dataset)
    }
  })
}

/** What else stands in the form: whoever wants to guess the password knows it. */
const knownAround = ({ form }: HTMLInputElement): string[] =>
  [...(form?.querySelectorAll<HTMLInputElement>('input:is([type=text], [type=email])') ?? [])]
    .map(({ value }) => value)
    .filter((value) => value !== '')

function showScore(meter: HTMLElement, score: number | null): void {
  meter.classList.toggle('on', score !== null)
  for (const [at, lamp] of meter.querySelectorAll('.lamps > span').entries())
    lamp.className = at < (score ?? 0) ? 'lit' : 'unlit'
  const status = meter.querySelector('[role=status]')
  const text = score === null ? '' : (meter.dataset[`score${score}`] ?? '')
  if (status && status.textContent !== text) status.textContent = text
}

// Nobody wants to hear of each letter.
const pause = 400

/** The lists come when somebody begins to type, and are looked through beside the page. Where that fails, it says nothing. */
function sayHowHard(input: HTMLInputElement, meter: HTMLElement): void {
  let turn = 0
  let timer: number | undefined
  let worker: Worker | null = null

  const start = (): Worker => {
    const started = new Worker(meter.dataset.worker ?? '', { type: 'module' })
    started.addEventListener('message', ({ data }: MessageEvent<MeterAnswer>) => {
      if (data.turn === turn) showScore(meter, data.score)
    })
    return started
  }
  const ask = (): void => {
    worker ??= start()
    const question: MeterQuestion = { turn, password: input.value, known: knownAround(input) }
    worker.postMessage(question)
  }
  input.addEventListener('input', () => {
    turn += 1
    window.clearTimeout(timer)
    if (input.value === '') showScore(meter, null)
    else timer = window.setTimeout(ask, pause)
  })
}

for (const field of document.querySelectorAll<HTMLElement>('[data-password]')) {
  const input = field.querySelector('input')
  const button = field.querySelector('button')
  const hint = field.querySelector<HTMLElement>('.caps')
  const rules = field.nextElementSibling
  const meter = field.parentElement?.querySelector<HTMLElement>('.meter')
  if (input && button) offerToShow(input, button)
  if (input && hint) warnOfCapsLock(input, hint)
  if (input && rules instanceof HTMLElement && rules.matches('.rules')) judgeWhileTyping(input, rules)
  if (input && meter) sayHowHard(input, meter)
}
