import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'

/** Lays a `.br` and a `.gz` beside each style sheet and script of a folder. */
export function compressAssets(folder: string): void {
  const files = readdirSync(folder).filter((file) => /\.(css|js)$/.test(file))
  for (const file of files) {
    const bytes = readFileSync(join(folder, file))
    writeFileSync(join(folder, `${file}.br`), brotliCompressSync(bytes))
    writeFileSync(join(folder, `${file}.gz`), gzipSync(bytes))
  }
}
