import { globSync } from 'node:fs'
import { basename } from 'node:path'
import { defineConfig, type UserConfig } from 'vite'
import { assetManifest } from './scripts/build/asset-manifest.ts'
import { texts } from './scripts/texts/vite-plugin.ts'

const shared: UserConfig = {
  root: import.meta.dirname,
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  logLevel: 'warn',
}

// Everything lies flat in dist/, so that `import.meta.url` means the same folder in every chunk.
const server: UserConfig = {
  ...shared,
  plugins: [texts()],
  build: {
    ssr: true,
    outDir: 'dist',
    emptyOutDir: false,
    target: 'node24',
    sourcemap: true,
    rolldownOptions: {
      input: { main: 'src/main.ts', supervisor: 'src/platform/db/embedded/supervisor.ts' },
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
}

const islands = globSync('src/platform/html/islands/*.ts', { cwd: import.meta.dirname })
  .filter((file) => !/\.(test|d)\.ts$/.test(file))
  .map((file) => [basename(file, '.ts'), file])

// The old targets keep a plain declaration that stands before a newer one of the same property; these features are not
// rewritten for them, which would double the bytes. The numbers are the `Features` of lightningcss.
const keptAsWritten = [
  1, // nesting
  1113088, // colors, light-dark() among them
  524288, // logical properties
].reduce((all, feature) => all | feature)

const assets: UserConfig = {
  ...shared,
  // Relative addresses hold under a path prefix in PUBLIC_URL too.
  base: './',
  css: { lightningcss: { exclude: keptAsWritten } },
  plugins: [texts(), assetManifest()],
  build: {
    outDir: 'dist/public',
    emptyOutDir: false,
    target: 'es2023',
    cssTarget: ['chrome105', 'firefox110', 'safari16'],
    // The content security policy allows no data: address.
    assetsInlineLimit: 0,
    modulePreload: false,
    rolldownOptions: {
      input: {
        ...Object.fromEntries(islands),
        porchlight: 'public/css/porchlight.css',
        docs: 'public/css/docs.css',
        admin: 'public/css/admin.css',
      },
      output: {
        entryFileNames: 'assets/[name]-[hash].js',
        chunkFileNames: 'assets/[name]-[hash].js',
        assetFileNames: 'assets/[name]-[hash][extname]',
      },
    },
  },
}

// vite build --mode server | assets
export default defineConfig(({ mode }) => (mode === 'assets' ? assets : server))
