import { LRUCache } from 'lru-cache'

const most = 1_000
const longest = 500

/**
 * The same function with a memory of its latest answers, for what many requests ask alike, such as who is on the other end.
 * Bounded, in number and in length: whoever sends something new each time only makes it forget.
 */
export function remembered<Answer extends string>(work: (asked: string) => Answer): (asked: string) => Answer {
  const answers = new LRUCache<string, Answer>({ max: most })
  return (asked) => {
    const known = answers.get(asked)
    if (known !== undefined) return known
    const answer = work(asked)
    if (asked.length <= longest) answers.set(asked, answer)
    return answer
  }
}
