import { expect, test } from 'vitest'
import { actions } from './append-event.ts'
import { actorText, changeText, eventText } from './event-text.ts'

test('every action has a sentence of its own in both languages', () => {
  for (const locale of ['en', 'de'] as const) {
    const sentences = actions.map((action) => eventText(locale, { action }))
    expect(new Set(sentences).size).toBe(actions.length)
    for (const sentence of sentences) expect(sentence).toMatch(/\.$/)
  }
})

test('an action that a later version wrote, or that nobody did, has a sentence too', () => {
  for (const action of ['account.teleported', 'constructor', '__proto__', ''])
    expect(eventText('en', { action })).toBe('Something that this version of the server has no words for.')
})

test('says who did it only where that was not the person', () => {
  const actors = ['person', 'nobody', 'other', 'shell', 'system'] as const
  expect(actors.map((actor) => actorText('en', { actor }))).toEqual([
    null,
    null,
    'by the people who run the site',
    'by whoever runs the server',
    'by the server itself',
  ])
})

test('a change is told with both values, an absent one in words', () => {
  const tell = (field: string, old: string | null, now: string | null) => changeText('en', { field, old, new: now })
  expect(tell('location', 'Leeds', 'York')).toBe('Location: “Leeds” → “York”')
  expect(tell('location', null, 'York')).toBe('Location: “York”, empty before')
  expect(tell('location', 'Leeds', null)).toBe('Location: “Leeds” removed')
  expect(tell('shoeSize', '42', '43')).toBe('shoeSize: “42” → “43”')
  expect(tell('language', 'en', 'de')).toBe('Language: “English” → “German”')
})

test('values are taken as they are, whatever they look like', () => {
  expect(changeText('de', { field: 'bio', old: '{name}', new: "'<b>'" })).toBe(
    "Ein paar Worte über dich: „{name}“ → „'<b>'“",
  )
  expect(changeText('en', { field: 'dateOfBirth', old: 'never', new: '1984-03-27' })).toBe(
    'Date of birth: “never” → “March 27, 1984”',
  )
})
