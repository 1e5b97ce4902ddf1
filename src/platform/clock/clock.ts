/** The time, as an argument: tests hand in one that they turn. */
export type Clock = () => Date

/** The machine's clock. */
export const systemClock: Clock = () => new Date()
