import fc from 'fast-check'
import { password } from './kinds-of-callers.ts'
import type { Control } from './markup.ts'
import { encoded } from './requests.ts'
import { anyText, known } from './values.ts'

type Pair = readonly [name: string, value: string]
type Twist = (body: string) => Buffer

/** As `application/x-www-form-urlencoded`; the words that stand for something stay readable until they are filled in. */
const spelled = (text: string) => encoded(text).replaceAll('%40', '@').replaceAll('%20', '+')

// What a person would write, where the page has no answer yet; what must be new is made of the mark.
const answers: readonly (readonly [RegExp, (mark: string) => readonly string[]])[] = [
  [/^newPassword/, () => ['Another-light-over-9']],
  [/password/i, () => [password]],
  [/^confirmUsername$/, () => [known.member, known.username]],
  [/^login$/, (mark) => [known.username, known.email, mark]],
  [/^username$/, (mark) => [mark]],
  [/^email$/, (mark) => [`${mark}@example.org`]],
  [/^return_to$/, () => ['', '/account', 'https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:1']],
  [/date|until/i, () => ['', '1990-05-17', '2031-01-01']],
]

const answersFor = ({ name, value, choices, kind }: Control, mark: string): readonly string[] => {
  if (choices.length > 0) return choices
  if (kind === 'checkbox' || kind === 'hidden' || kind === 'submit' || kind === 'radio') return [value || 'on']
  const known = answers.find(([pattern]) => pattern.test(name))?.[1](mark)
  return known ?? [value || 'Something that somebody would write']
}

const lengths = [100, 101, 255, 256, 257, 500, 501, 2_000, 5_000, 60_000, 100_000]

const longText = fc
  .tuple(fc.constantFrom(...lengths), fc.constantFrom('x', 'ä', '👩', ' ', '\n', '<', '\u0301'))
  .map(([length, letter]) => letter.repeat(length))

const anyValue = fc.oneof({ weight: 6, arbitrary: anyText }, { weight: 1, arbitrary: longText })

const surplusNames = ['id', 'role', 'status', '__proto__', 'constructor', 'toString', 'hasOwnProperty', '_method', '']

/** One field dropped, replaced, sent twice, sent as part of a list, or added. */
function changeOf(names: readonly string[]): fc.Arbitrary<(pairs: readonly Pair[]) => readonly Pair[]> {
  const surplus = fc
    .tuple(fc.oneof(anyText, fc.constantFrom(...surplusNames)), anyValue)
    .map(([name, value]) => (pairs: readonly Pair[]) => [...pairs, [name, value] as const])
  if (names.length === 0) return surplus
  const named = fc.constantFrom(...names)
  const replaced = fc.tuple(named, anyValue).map(
    ([name, value]) =>
      (pairs: readonly Pair[]): Pair[] =>
        pairs.map((pair) => (pair[0] === name ? [name, value] : pair)),
  )
  const dropped = named.map((name) => (pairs: readonly Pair[]) => pairs.filter(([one]) => one !== name))
  const again = fc
    .tuple(named, fc.constantFrom('', '[]', '[0]', '[a]', '.a', '\0'), anyValue)
    .map(([name, suffix, value]) => (pairs: readonly Pair[]) => [...pairs, [name + suffix, value] as const])
  return fc.oneof(
    { weight: 6, arbitrary: replaced },
    { weight: 1, arbitrary: dropped },
    { weight: 2, arbitrary: again },
    { weight: 1, arbitrary: surplus },
  )
}

const behindFirst = (body: string, more: string) => body.replace(/=/, `=${more}`)
const utf8 = (change: (body: string) => string): Twist => {
  return (body) => Buffer.from(change(body))
}

/** What can be wrong with the bytes of a form, whatever it says. */
const twists: Readonly<Record<string, Twist>> = {
  nothing: utf8(() => ''),
  'a NUL as it is': utf8((body) => behindFirst(body, '\0')),
  'an encoded NUL': utf8((body) => behindFirst(body, '%00')),
  'half an encoding': utf8((body) => `${body}%`),
  'an encoding that is none': utf8((body) => behindFirst(body, '%zz%u0041')),
  'half a character': utf8((body) => behindFirst(body, '%ED%A0%80')),
  'bytes that are no UTF-8': (body) => Buffer.from(behindFirst(body, '\xff\xfe'), 'latin1'),
  'UTF-16': (body) => Buffer.from(body, 'utf16le'),
  'a byte order mark': utf8((body) => `\ufeff${body}`),
  'cut off': utf8((body) => body.slice(0, -1)),
  'nothing but marks': utf8(() => '&=&==&&;'),
  'semicolons between': utf8((body) => body.replaceAll('&', ';')),
  'the same again': utf8((body) => `${body}&${body}`),
  'many fields': utf8((body) => `${body}&${Array.from({ length: 4_000 }, (_, at) => `f${at}=1`).join('&')}`),
  'an endless name': utf8((body) => `${body}&${'n'.repeat(50_000)}=1`),
  'deep brackets': utf8((body) => `${body}&a${'[a]'.repeat(5_000)}=1`),
  'a field of 100 KB': utf8((body) => behindFirst(body, 'x'.repeat(100_000))),
  'much longer than a body may be': utf8((body) => behindFirst(body, 'x'.repeat(400_000))),
  JSON: utf8((body) => JSON.stringify(Object.fromEntries(new URLSearchParams(body)))),
  'several parts': utf8((body) =>
    [...new URLSearchParams(body)]
      .map(([name, value]) => `--x\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
      .join('')
      .concat('--x--\r\n'),
  ),
}

const mark = fc.stringMatching(/^[a-z][a-f0-9]{6,9}$/)

const filled = (controls: readonly Control[]): fc.Arbitrary<readonly Pair[]> =>
  fc
    .tuple(mark, fc.array(fc.nat({ max: 5 }), { minLength: controls.length, maxLength: controls.length }))
    .map(([made, picks]) =>
      controls.map((control, at): Pair => {
        const possible = answersFor(control, made)
        return [control.name, possible[(picks[at] ?? 0) % possible.length] ?? '']
      }),
    )

/** The bytes that a form with these controls may be sent as: filled in by a person, by a machine, or broken. */
export function formBodiesOf(controls: readonly Control[]): fc.Arbitrary<Buffer> {
  const change = changeOf(controls.map(({ name }) => name))
  const bodies = fc
    .tuple(filled(controls), fc.array(change, { maxLength: 2, size: 'max' }))
    .map(([pairs, changes]) => changes.reduce((result, apply) => apply(result), pairs))
    .map((pairs) => pairs.map(([name, value]) => `${spelled(name)}=${spelled(value)}`).join('&'))
  return fc.oneof(
    { weight: 4, arbitrary: bodies.map((body) => Buffer.from(body)) },
    { weight: 1, arbitrary: fc.tuple(bodies, fc.constantFrom(...Object.values(twists))).map(([b, twist]) => twist(b)) },
  )
}
