import { join } from 'node:path'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options'
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config'

/** One file that uses another, both below src/. */
export type Import = { readonly from: string; readonly to: string }

const isOurs = (path: string) => path.startsWith('src/') && !/[.]test[.]tsx?$|\/fixtures\//.test(path)

/** Every import between files of src/, those of types too, tests left out; read the way the import rules read them. Throws where there is none. */
export async function readImports(root: string): Promise<Import[]> {
  const { ruleSet: _, ...options } = await extractOptions(join(root, '.dependency-cruiser.cjs'))
  const tsConfig = extractTsConfig(join(root, 'tsconfig.json'))
  const { output } = await cruise(['src'], { ...options, validate: false, baseDir: root }, undefined, { tsConfig })
  const imports = (output as ICruiseResult).modules
    .filter(({ source }) => isOurs(source))
    .flatMap(({ source, dependencies }) => dependencies.map(({ resolved }) => ({ from: source, to: resolved })))
    .filter(({ to }) => isOurs(to))
  // A compiler that the cruiser does not know makes it find nothing, without a word.
  if (imports.length === 0) throw new Error(`No imports found in ${root}/src`)
  return imports
}
