import { join, relative } from 'node:path'
import type { Plugin } from 'vite'
import { languages } from '../../src/platform/texts/locale.ts'
import { findFolders, messagesFile } from './catalog.ts'
import { generateTexts } from './catalogs.ts'

const pseudoModule = /\/texts\/xx\.ts$/

/** Generates the texts under `src` at each start, stops on an error in them, and keeps the pseudo-locale out of what is built. */
export const texts = (): Plugin => {
  const root = relative(process.cwd(), join(import.meta.dirname, '../../src'))
  return {
    name: 'texts',
    buildStart() {
      const { errors } = generateTexts(root)
      if (errors.length > 0) this.error(errors.join('\n'))
      for (const folder of findFolders(root, languages))
        for (const language of languages) this.addWatchFile(join(process.cwd(), messagesFile(folder, language)))
    },
    watchChange(id) {
      if (/messages\.\w+\.json$/.test(id)) generateTexts(root)
    },
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).flatMap((output) => (output.type === 'chunk' ? [output] : []))
      const found = chunks
        .flatMap(({ modules }) => Object.entries(modules))
        .find(([id, { renderedLength }]) => pseudoModule.test(id) && renderedLength > 0)
      if (found) this.error(`${relative(process.cwd(), found[0])} is for tests only, but is in the bundle.`)
    },
  }
}
