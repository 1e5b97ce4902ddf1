/**
 * Something the person who runs the server must put right. The message is one sentence that says what is wrong and what
 * to do; it is printed alone, without a stack trace. Exit code 78 means configuration (sysexits.h EX_CONFIG), else 1.
 */
export class OperatorError extends Error {
  override name = 'OperatorError'
  readonly exitCode: number
  constructor(message: string, options: { exitCode?: number; cause?: unknown } = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined)
    this.exitCode = options.exitCode ?? 1
  }
}
