/** How long a sign-up waits, and its link works, from the last time that a mail was handed over; seconds. */
export const signUpSeconds = 24 * 3_600
