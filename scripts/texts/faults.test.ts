import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readCatalogs } from './catalogs.ts'
import { makeMessages, makeSources } from './sample-sources.ts'

const errorsOf = (root: string): string[] =>
  readCatalogs(root).errors.map((error) => error.replaceAll(join(root, 'features/'), ''))

const en = 'sign-up/messages.en.json'
const de = 'sign-up/messages.de.json'

test.each([
  ['a key missing in German', { a: 'A', b: 'B' }, { a: 'A' }, `${de}: "b" is missing.`],
  ['a key that English lacks', { a: 'A' }, { a: 'A', b: 'B' }, `${de}: "b" is not in messages.en.json.`],
  [
    'a misspelt placeholder',
    { sent: 'To {email}' },
    { sent: 'An {emial}' },
    `${de}: "sent" takes { emial: string }, but in English { email: string }.`,
  ],
  [
    'a placeholder of another type',
    { sent: '{n, number}' },
    { sent: '{n}' },
    `${de}: "sent" takes { n: string }, but in English { n: number }.`,
  ],
  [
    'a placeholder between apostrophes, which is text',
    { sent: 'To {email}' },
    { sent: "An '{email}'" },
    `${de}: "sent" takes {}, but in English { email: string }.`,
  ],
  [
    'a select with other keys',
    { s: '{k, select, held {a} other {b}}' },
    { s: '{k, select, spam {a} other {b}}' },
    `${de}: "s" takes { k: "spam" | (string & {}) }, but in English { k: "held" | (string & {}) }.`,
  ],
  ['a text that is empty', { a: 'A' }, { a: ' ' }, `${de}: "a" is empty.`],
  ['a value that is no text', { a: 'A' }, { a: 1 }, `${de}: "a" is not a text.`],
  [
    'patterns outside English',
    { a: 'A' },
    { '@dynamic': ['a'], a: 'A' },
    `${de}: "@dynamic" belongs into messages.en.json.`,
  ],
])('the comparison finds %s', (_, english, german, sentence) => {
  expect(errorsOf(makeMessages(english, german))).toEqual([sentence])
})

test.each([
  ['{n, plural, one {x', 'is not ICU MessageFormat: EXPECT_ARGUMENT_CLOSING_BRACE at column 17'],
  ['{k, select, held {a}}', 'is not ICU MessageFormat: MISSING_OTHER_CLAUSE at column 21'],
  ['{n, plural, =1 {a} other {b}}', 'lacks "one" in the plural of {n}'],
  ['{n, selectordinal, one {a} two {b} other {d}}', 'lacks "few" in the selectordinal of {n}'],
  ['{n, plural, one {a} few {b} other {c}}', 'has "few" in the plural of {n}, which the language "en" does not use'],
  ['{n, plural, offset:1 one {#} other {#}}', 'has an offset in the plural of {n}, which is not supported'],
  ['{at, date, tiny}', 'gives {at} the unknown style "tiny"; there are short, medium, long, full'],
  ['{at, date, ::yMMMd}', 'gives {at} the unknown style; there are short, medium, long, full'],
  ['{at, time, long}', 'gives {at} the unknown style "long"; there are short, medium'],
  ['{n, number, money}', 'gives {n} the unknown style "money"; there are integer, percent'],
  ['{n} {n, number}', 'uses {n} both as string and as number'],
  ['{0}', 'has the placeholder "0", which is not in camelCase'],
  ['<b>a <i>b</i></b>', 'has <i> inside another tag'],
  ['a <br/> b', 'has a tag with nothing in it'],
])('the message %s is refused', (message, fault) => {
  const errors = errorsOf(makeMessages({ sent: message }, { sent: message })).filter((error) => error.startsWith(en))
  expect(errors).toEqual([`${en}: "sent" ${fault}.`])
})

test('German ranks need one branch only', () => {
  const german = '{n, selectordinal, other {#.}}'
  const english = '{n, selectordinal, one {#st} two {#nd} few {#rd} other {#th}}'
  expect(errorsOf(makeMessages({ rank: english }, { rank: german }))).toEqual([])
})

test('a key must be in camelCase', () => {
  const errors = errorsOf(makeMessages({ 'sign-up': 'A' }, { 'sign-up': 'A' }))
  expect(errors).toEqual([en, de].map((file) => `${file}: "sign-up" is not a key in camelCase.`))
})

test('what is not a JSON object is refused', () => {
  expect(errorsOf(makeMessages('{ "a" }', []))).toEqual([
    expect.stringMatching(/^sign-up\/messages\.en\.json is not JSON: .+\.$/),
    `${de} is not one object of keys and texts.`,
  ])
})

test('a language without its file is named', () => {
  const root = makeMessages({ a: 'A' }, { a: 'A' })
  rmSync(join(root, 'features', de))
  expect(errorsOf(root)).toEqual([`${de} is missing.`])
})

test('German without English is named', () => {
  expect(errorsOf(makeSources({ 'features/sign-up/messages.de.json': { a: 'A' } }))).toEqual([`${en} is missing.`])
})

test('a pattern of computed names must fit a key', () => {
  const errors = errorsOf(makeMessages({ '@dynamic': ['rule*', 'ru*h'], ruleLength: 'A' }, { ruleLength: 'A' }))
  expect(errors).toEqual([])
  expect(errorsOf(makeMessages({ '@dynamic': ['role*'], ruleLength: 'A' }, { ruleLength: 'A' }))).toEqual([
    `${en}: the pattern "role*" of "@dynamic" fits no key.`,
  ])
  expect(errorsOf(makeMessages({ '@dynamic': 'rule*', ruleLength: 'A' }, { ruleLength: 'A' }))).toEqual([
    `${en}: "@dynamic" is not a list of patterns such as ["rule*"].`,
  ])
})
