/** A value that is there, or will be: a request does not wait for a turn of its own for what is at hand already. */
export type Later<T> = T | Promise<T>

/** Goes on with a value, at once where it is there. */
export const andThen = <A, B>(value: Later<A>, next: (value: A) => Later<B>): Later<B> =>
  value instanceof Promise ? value.then(next) : next(value)
