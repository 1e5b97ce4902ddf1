import type { LimitName } from '../../config/config.ts'
import { AppError } from '../../platform/errors/app-error.ts'
import { throttleTexts } from './texts/index.ts'

/** How a limit stands after a count: `left` more until `resetsIn` seconds from now. */
export type Standing = {
  readonly name: LimitName
  readonly count: number
  readonly seconds: number
  readonly left: number
  readonly resetsIn: number
}

/** Too many of something (429); `standing` says which limit and until when. */
export class LimitReached extends AppError {
  readonly standing: Standing
  constructor(standing: Standing) {
    super(429, 'too-many', {
      retryAfterSeconds: standing.resetsIn,
      text: (locale) =>
        throttleTexts(locale).tooMany({
          seconds: standing.resetsIn,
          minutes: Math.ceil(standing.resetsIn / 60),
          unit: standing.resetsIn > 90 ? 'minutes' : 'seconds',
        }),
    })
    this.standing = standing
  }
}
