import { InputInvalid, type Issue } from '../../../platform/errors/app-error.ts'
import { type EventsTexts, eventsTexts } from './texts/index.ts'

/** What a search can have against one of its fields. */
export type Fault = { readonly field: string; readonly code: string; readonly say: (t: EventsTexts) => string }

const issueOf = ({ field, code, say }: Fault): Issue => ({
  field,
  code,
  text: (locale, timeZone) => say(eventsTexts(locale, timeZone)),
})

/** What was asked cannot be looked for (422). */
export const searchInvalid = (faults: readonly Fault[]): InputInvalid => new InputInvalid(faults.map(issueOf))

/** A place that this list never gave. */
export const cursorFault: Fault = { field: 'cursor', code: 'no-cursor', say: (t) => t.noCursor() }

/** The database gave up: too much was to be looked through. */
export const tooBroad: Fault = { field: 'from', code: 'too-broad', say: (t) => t.tooBroad() }
