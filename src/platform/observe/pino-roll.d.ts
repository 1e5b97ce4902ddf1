declare module 'pino-roll' {
  import type { EventEmitter } from 'node:events'

  type Options = {
    readonly file: string
    readonly frequency: 'daily'
    readonly dateFormat: string
    /** In megabytes. */
    readonly size: number
    readonly limit: { readonly count: number; readonly removeOtherLogFiles: boolean }
    readonly mode: number
    readonly sync: boolean
    readonly maxLength: number
  }
  type Rolling = EventEmitter<{ error: [Error]; write: [number] }> & { write(line: string): boolean }
  export default function roll(options: Options): Promise<Rolling>
}
