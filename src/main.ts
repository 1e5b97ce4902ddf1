// Runs on whatever Node.js the shell finds: it imports nothing until it knows that this one is new enough.
const [major = 0] = process.versions.node.split('.').map(Number)
if (major < 24) {
  console.error(
    `Porchlight needs Node.js 24 or newer and this is ${process.versions.node}. Start it by npm (npm start, npx porchlight), which brings its own.`,
  )
  process.exitCode = 1
} else {
  const { run } = await import('./cli/run.ts')
  process.exitCode = await run(process.argv.slice(2))
}

export {}
