import type { Plugin } from 'vite'

/** Writes `assets/manifest.json`: the name that pages use (`porchlight.css`, `password-field.js`) to the hashed file name; what scripts share stands under its own. */
export const assetManifest = (): Plugin => ({
  name: 'asset-manifest',
  // Vite drops the empty script of a style sheet late: this must come after it.
  enforce: 'post',
  generateBundle(_, bundle) {
    const entries = Object.values(bundle).flatMap((output) => {
      const file = output.fileName.replace(/^assets\//, '')
      if (output.type === 'chunk') return [[output.isEntry ? `${output.name}.js` : file, file]]
      return output.names.some((name) => name.endsWith('.css')) ? output.names.map((name) => [name, file]) : []
    })
    const source = JSON.stringify(Object.fromEntries(entries.sort(([a = ''], [b = '']) => (a < b ? -1 : 1))), null, 2)
    this.emitFile({ type: 'asset', fileName: 'assets/manifest.json', source: `${source}\n` })
  },
})
