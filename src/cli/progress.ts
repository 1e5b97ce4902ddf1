/** A bar on the terminal for work of over a second; nothing where the output is a file. */
export type Progress = { step(done: number, of: number, what: string): void; end(): void }

const width = 24

/** Starts a bar that appears only once the work has taken a second. */
export function showProgress(title: string, out: NodeJS.WriteStream = process.stderr): Progress {
  const begun = Date.now()
  let shown = false
  return {
    step(done, of, what) {
      if (!out.isTTY || Date.now() - begun < 1_000) return
      const filled = Math.round((done / of) * width)
      out.write(`\r${title} ${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${done}/${of} ${what}\x1b[K`)
      shown = true
    },
    end() {
      if (shown) out.write('\r\x1b[K')
    },
  }
}
