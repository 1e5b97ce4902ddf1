import { AppError } from '../../platform/errors/app-error.ts'
import { recoveryTexts } from './texts/index.ts'

/** The link does not work (410); never says why: too old, used, guessed, of another purpose, all alike. */
export class LinkOver extends AppError {
  constructor() {
    super(410, 'link-over', { text: (locale, timeZone) => recoveryTexts(locale, timeZone).linkOver() })
  }
}

/** No mail leaves this site (409): a link comes from the people who run it. */
export class RecoveryByHand extends AppError {
  constructor() {
    super(409, 'recovery-by-hand', { text: (locale, timeZone) => recoveryTexts(locale, timeZone).byHand() })
  }
}
