// After an install: writes the typed texts, so that an editor finds them. An install without dev dependencies or without
// our Node must not fail, so this does nothing there; the build writes the texts too.
import { findNode, hasDevDependencies, runScript } from './our-node.mjs'

const node = hasDevDependencies() ? findNode() : null
if (node) process.exitCode = runScript(node, 'texts/generate.ts')
