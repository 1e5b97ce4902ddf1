import { addUp, type Content, grown } from './content.ts'

/** What the processes of one house have told, by place. */
export type Ledger = {
  note(place: number, content: Content): void
  /** The process of this place has ended. */
  end(place: number): void
  /** All together, where those of these places have told just now. */
  sum(fresh: ReadonlySet<number>): Content
}

/**
 * Adds up processes so that nothing that counts ever goes back: Prometheus takes a smaller number for a restart from 0, and
 * would see a burst that never was. So the counts of a process that has ended stay in the sum, and of one that does not
 * answer the last ones stand in; its gauges are left out.
 */
export function createLedger(): Ledger {
  const last = new Map<number, Content>()
  let ended: Content = []
  return {
    note: (place, content) => void last.set(place, content),
    end(place) {
      ended = addUp([ended, grown(last.get(place) ?? [])])
      last.delete(place)
    },
    sum(fresh) {
      const living = [...last].map(([place, content]) => (fresh.has(place) ? content : grown(content)))
      return addUp([...living, ended])
    },
  }
}
