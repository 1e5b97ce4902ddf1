import { inspect } from 'node:util'

/** A value that shows itself only to `reveal()`: logs, errors, JSON and string conversion get a harmless text instead. */
export class Secret {
  readonly #value: string
  readonly #shown: string
  constructor(value: string, shown = '[redacted]') {
    this.#value = value
    this.#shown = shown
    Object.freeze(this)
  }
  reveal(): string {
    return this.#value
  }
  toString(): string {
    return this.#shown
  }
  toJSON(): string {
    return this.#shown
  }
  [inspect.custom](): string {
    return this.#shown
  }
}
