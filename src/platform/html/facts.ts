/** Facts in one line, with dots between; where the line breaks, a dot stays behind what it follows. Null is left out. */
export const joinFacts = (facts: readonly (string | null)[]): string =>
  facts.filter((fact) => fact !== null).join('\u00a0· ')

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/

/** Somebody's own words inside a sentence of ours: where they run from right to left, they leave what stands around them in its place (UAX 9, isolates). */
export const isolate = (words: string): string => (rightToLeft.test(words) ? `\u2068${words}\u2069` : words)
