import type { PageContext } from './page-context.ts'
import { htmlTexts } from './texts/index.ts'

const lamps = 4

/**
 * How hard a new password is to guess, once a script says it; it decides nothing. Its place is there from the start, so
 * that nothing moves, and gone where scripts are off.
 */
export function PasswordMeter({ page }: { page: PageContext }) {
  const t = htmlTexts(page.locale, page.timeZone)
  const island = page.locale === 'de' ? 'password-meter-de.js' : 'password-meter-en.js'
  return (
    <p
      class="meter"
      data-worker={page.asset(island)}
      data-score0={t.guessedAtOnce()}
      data-score1={t.guessedEasily()}
      data-score2={t.guessedInTime()}
      data-score3={t.guessedHardly()}
      data-score4={t.guessedNever()}
    >
      <span class="lamps" aria-hidden="true">
        {Array.from({ length: lamps }, (_, at) => (
          <span key={at} class="unlit" />
        ))}
      </span>
      <span role="status" />
    </p>
  )
}
