/** Counts what comes in floods, so that the log gets a line with a sum now and then instead of one for each. */
export type Tally = {
  count(): void
  /** Since the start. */
  total(): number
}

/** The first one is told at once, those after it together every 10 s (`everyMs`) until none comes. */
export function createTally(tell: (count: number) => void, everyMs = 10_000): Tally {
  let total = 0
  let told = 0
  let timer: NodeJS.Timeout | null = null

  function look(): void {
    timer = null
    if (total === told) return
    tell(total - told)
    told = total
    timer = setTimeout(look, everyMs).unref()
  }

  return {
    count() {
      total += 1
      if (timer === null) look()
    },
    total: () => total,
  }
}
