/** Whether percent signs in a text are those of an encoding, and what they encode is UTF-8. */
export function isDecodable(text: string): boolean {
  try {
    // The result is used: the build leaves out a call that nobody needs the result of, though it may throw.
    return decodeURIComponent(text).length <= text.length
  } catch {
    return false
  }
}
