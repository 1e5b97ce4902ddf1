import type { PageContext } from './page-context.ts'
import { htmlTexts } from './texts/index.ts'

/** What a status means to a person: a heading and one or two sentences. */
export type ErrorWords = { readonly title: string; readonly text: string }

type Texts = ReturnType<typeof htmlTexts>

const words: Record<number, (t: Texts) => ErrorWords> = {
  400: (t) => ({ title: t.badRequestTitle(), text: t.badRequestText() }),
  401: (t) => ({ title: t.unauthorizedTitle(), text: t.unauthorizedText() }),
  403: (t) => ({ title: t.forbiddenTitle(), text: t.forbiddenText() }),
  404: (t) => ({ title: t.notFoundTitle(), text: t.notFoundText() }),
  405: (t) => ({ title: t.methodTitle(), text: t.methodText() }),
  409: (t) => ({ title: t.conflictTitle(), text: t.conflictText() }),
  413: (t) => ({ title: t.tooLargeTitle(), text: t.tooLargeText() }),
  415: (t) => ({ title: t.mediaTypeTitle(), text: t.mediaTypeText() }),
  421: (t) => ({ title: t.misdirectedTitle(), text: t.misdirectedText() }),
  422: (t) => ({ title: t.unprocessableTitle(), text: t.unprocessableText() }),
  429: (t) => ({ title: t.tooManyTitle(), text: t.tooManyText() }),
  500: (t) => ({ title: t.ourFaultTitle(), text: t.ourFaultText() }),
  503: (t) => ({ title: t.unavailableTitle(), text: t.unavailableText() }),
}

/** "Wait 52 seconds, then try again.": seconds up to 90, minutes up to 90, then hours, always rounded up. */
function waitWords(seconds: number, t: Texts): string {
  const whole = Math.max(1, Math.ceil(seconds))
  if (whole <= 90) return t.waitSeconds({ count: whole })
  const minutes = Math.ceil(whole / 60)
  return minutes <= 90 ? t.waitMinutes({ count: minutes }) : t.waitHours({ count: Math.ceil(minutes / 60) })
}

/** The words for an HTTP status; one we have none for is read as 400 or 500. `retryAfterSeconds` counts for 429 and 503. */
export function errorWords(
  page: Pick<PageContext, 'locale' | 'timeZone'>,
  status: number,
  retryAfterSeconds?: number,
): ErrorWords {
  const t = htmlTexts(page.locale, page.timeZone)
  const known = (words[status] ?? words[status < 500 ? 400 : 500]!)(t)
  const waits = retryAfterSeconds !== undefined && (status === 429 || status === 503)
  return waits ? { title: known.title, text: waitWords(retryAfterSeconds, t) } : known
}
