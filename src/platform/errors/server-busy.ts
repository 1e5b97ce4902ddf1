import { AppError } from './app-error.ts'
import { errorsTexts } from './texts/index.ts'

const seconds = 2

/** More is asked than can be done in time (503): whoever asks is told to come back in 2 seconds. */
export class ServerBusy extends AppError {
  constructor() {
    super(503, 'busy', {
      retryAfterSeconds: seconds,
      text: (locale) => errorsTexts(locale).busy({ count: seconds }),
    })
  }
}

/** Whoever asked has hung up; nobody reads this answer, and the log shows it as 499. */
export class CallerGone extends AppError {
  constructor() {
    super(499, 'gone')
  }
}
