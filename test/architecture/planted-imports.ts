/** A small tree for each import rule that breaks this rule and no other; the key is the rule's name. */
export type PlantedTree = Readonly<Record<string, string>>

const uses = (path: string) => `import { x } from '${path}'\nexport const y = x\n`
const usesType = (path: string) => `import type { X } from '${path}'\nexport const y = (x: X) => x\n`
const plain = 'export const x = 1\nexport type X = number\n'

const fastify = {
  'node_modules/fastify/package.json': '{ "name": "fastify", "version": "1.0.0", "main": "index.js" }',
  'node_modules/fastify/index.js': 'exports.x = 1\n',
  'package.json': '{ "name": "planted", "dependencies": { "fastify": "1.0.0" } }',
}

const kysely = {
  'node_modules/kysely/package.json': '{ "name": "kysely", "version": "1.0.0", "main": "index.js" }',
  'node_modules/kysely/index.js': 'exports.x = 1\n',
}

const layers: Readonly<Record<string, PlantedTree>> = {
  'main-starts-the-cli-only': {
    'src/main.ts': "export const { x } = await import('./cli/serve.ts')\n",
    'src/cli/serve.ts': plain,
  },
  'main-imports-late': { 'src/main.ts': uses('./cli/run.ts'), 'src/cli/run.ts': plain },
  'nobody-imports-main': { 'src/main.ts': plain, 'src/cli/run.ts': uses('../main.ts') },
  'app-knows-no-cli': { 'src/app/start.ts': uses('../cli/run.ts'), 'src/cli/run.ts': plain },
  'app-through-front-door': {
    'src/app/start.ts': uses('../features/keys/load.ts'),
    'src/features/keys/load.ts': plain,
  },
  'features-know-no-app': { 'src/features/keys/load.ts': usesType('../../app/start.ts'), 'src/app/start.ts': plain },
  'platform-knows-platform-only': {
    'src/platform/db/pool.ts': usesType('../../config/config.ts'),
    'src/config/config.ts': plain,
  },
  'config-knows-platform-only': { 'src/config/config.ts': uses('../app/start.ts'), 'src/app/start.ts': plain },
}

const features: Readonly<Record<string, PlantedTree>> = {
  'features-through-front-door': {
    'src/features/accounts/account.ts': usesType('../audit/event.ts'),
    'src/features/audit/event.ts': plain,
  },
  'sub-features-through-front-door': {
    'src/features/two-factor/totp/step.ts': uses('../backup-codes/code.ts'),
    'src/features/two-factor/backup-codes/code.ts': plain,
  },
  'parent-uses-sub-front-door': {
    'src/features/two-factor/step.ts': uses('./totp/code.ts'),
    'src/features/two-factor/totp/code.ts': plain,
  },
  'http-stays-at-the-edge': { ...fastify, 'src/features/keys/load.ts': usesType('fastify') },
  'sql-stays-in-queries': {
    ...kysely,
    'src/features/keys/load.ts': usesType('kysely'),
    'package.json': '{ "name": "planted", "dependencies": { "kysely": "1.0.0" } }',
  },
}

const borders: Readonly<Record<string, PlantedTree>> = {
  'source-knows-no-tests-or-scripts': {
    'src/platform/clock.ts': uses('../../test/support/clock.ts'),
    'test/support/clock.ts': plain,
  },
  'source-runs-without-dev-packages': {
    ...kysely,
    'src/features/keys/queries.ts': uses('kysely'),
    'package.json': '{ "name": "planted", "devDependencies": { "kysely": "1.0.0" } }',
  },
  'islands-stand-alone': {
    'src/platform/html/islands/field.ts': uses('../plain.ts'),
    'src/platform/html/plain.ts': plain,
  },
  'client-knows-its-schema-only': {
    'client/client.ts': uses('../src/config/config.ts'),
    'src/config/config.ts': plain,
  },
  'client-takes-types-from-its-schema': { 'client/client.ts': uses('./schema.ts'), 'client/schema.ts': plain },
  'embed-imports-types-or-shared-views': {
    'embed/thread.ts': uses('../src/features/comments/schema.ts'),
    'src/features/comments/schema.ts': plain,
  },
  'embed-only-sees-schemas-views-texts': {
    'embed/thread.ts': usesType('../src/features/comments/comment.ts'),
    'src/features/comments/comment.ts': plain,
  },
}

const hygiene: Readonly<Record<string, PlantedTree>> = {
  'no-cycles': { 'src/platform/a.ts': uses('./b.ts'), 'src/platform/b.ts': usesType('./a.ts') },
  'imports-lead-somewhere': { 'src/platform/a.ts': uses('./gone.ts') },
  'packages-are-declared': { ...fastify, 'package.json': '{ "name": "planted" }', 'src/app/start.ts': uses('fastify') },
}

/** Each tier but the last has a rule; the breach looks up by one tier, through the front door. */
export const plantTiers = (tiers: readonly (readonly string[])[]): Readonly<Record<string, PlantedTree>> =>
  Object.fromEntries(
    tiers.slice(0, -1).map(([feature = ''], tier) => {
      const above = tiers[tier + 1]?.[0] ?? ''
      const tree = {
        [`src/features/${feature}/operation.ts`]: uses(`../${above}/index.ts`),
        [`src/features/${above}/index.ts`]: plain,
      }
      return [`tier-${tier}-looks-down-only`, tree]
    }),
  )

export const plantedImports = { ...layers, ...features, ...borders, ...hygiene }
