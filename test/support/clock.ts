/** A clock that a test turns. It starts at the machine's time, so that what the database dates itself lies near. */
export function createTestClock() {
  let ahead = 0
  const clock = () => new Date(Date.now() + ahead)
  return {
    clock,
    advance: (milliseconds: number) => {
      ahead += milliseconds
    },
  }
}

export const minutes = (count: number) => count * 60_000
export const hours = (count: number) => count * 3_600_000
export const days = (count: number) => count * 86_400_000
