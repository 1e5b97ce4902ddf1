/** The purpose of a link that throws a stranger out. */
export const notMePurpose = 'not-me' as const

/** Where it leads, below the address of the site. */
export const notMePath = '/not-me'

/** How long it works, from the last time that its mail was handed over; seconds. */
export const notMeSeconds = 7 * 24 * 3_600
