const placeholder = /openssl\s+rand|change.?me|your.?(?:own.?)?secret|placeholder|example/i

/** The length after which the text begins again (its own length if it never does). */
function periodOf(text: string): number {
  for (let period = 1; period < text.length; period++) {
    if (text.startsWith(text.slice(period))) return period
  }
  return text.length
}

function isMostlyRuns(text: string): boolean {
  const codes = [...text].map((character) => character.codePointAt(0) ?? 0)
  const steps = codes.slice(1).filter((code, index) => Math.abs(code - (codes[index] ?? 0)) <= 1)
  return steps.length >= (codes.length - 1) * 0.75
}

/**
 * Why a secret could be guessed, as the rest of a sentence, or null. It looks for what people type and what they copy from a
 * page; a random key of 32 characters passes, hexadecimal ones too.
 */
export function findWeakness(secret: string): string | null {
  if (placeholder.test(secret)) return 'is an example from a page, not a key of its own'
  if (secret.length < 32) return `has ${secret.length} characters, at least 32 are needed`
  const start = secret.slice(0, 512)
  const different = new Set(start).size
  if (different < 8) return `has only ${different} different characters`
  if (periodOf(start) <= start.length / 2) return 'repeats itself'
  return isMostlyRuns(start) ? 'is made of runs such as abcdef or 123456' : null
}
