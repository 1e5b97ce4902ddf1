export { appendEvent, changesBetween } from './append-event.ts'
export { actorText, changeText, eventText } from './event-text.ts'
export { findEvents, type RecordedEvent } from './find-events.ts'
export { personalData } from './personal-data.ts'
