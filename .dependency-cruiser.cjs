// Who may import whom: main -> cli -> app -> features -> config, platform. test/architecture plants a breach of each rule.
const { tiers } = require('./architecture.cjs')

const rule = (name, from, to) => ({ name, severity: 'error', from, to })

const tests = '[.]test[.]tsx?$|/fixtures/'
const frontDoor = '^src/features/[^/]+/index[.]ts$'

const lookDown = tiers.slice(0, -1).map((names, tier) =>
  rule(
    `tier-${tier}-looks-down-only`,
    { path: `^src/features/(${names.join('|')})/`, pathNot: tests },
    {
      path: `^src/features/(${tiers
        .slice(tier + 1)
        .flat()
        .join('|')})/`,
    },
  ),
)

const layers = [
  rule('main-starts-the-cli-only', { path: '^src/main[.]ts$' }, { pathNot: '^src/cli/run[.]ts$' }),
  // An old Node.js must get as far as the sentence that says it is too old.
  rule('main-imports-late', { path: '^src/main[.]ts$' }, { dynamic: false }),
  rule('nobody-imports-main', {}, { path: '^src/main[.]ts$' }),
  rule('app-knows-no-cli', { path: '^src/app/', pathNot: tests }, { path: '^src/cli/' }),
  rule('app-through-front-door', { path: '^src/(app|cli)/' }, { path: '^src/features/', pathNot: frontDoor }),
  rule('features-know-no-app', { path: '^src/features/', pathNot: tests }, { path: '^src/(app|cli)/' }),
  rule(
    'platform-knows-platform-only',
    { path: '^src/platform/', pathNot: tests },
    { path: '^src/', pathNot: '^src/(platform/|main[.]ts$)' },
  ),
  rule(
    'config-knows-platform-only',
    { path: '^src/config/', pathNot: tests },
    { path: '^src/', pathNot: '^src/(config|platform)/|^src/main[.]ts$' },
  ),
]

const features = [
  rule(
    'features-through-front-door',
    { path: '^src/features/([^/]+)/' },
    { path: '^src/features/', pathNot: ['^src/features/$1/', frontDoor] },
  ),
  rule(
    'sub-features-through-front-door',
    { path: '^src/features/([^/]+)/([^/]+)/' },
    { path: '^src/features/$1/[^/]+/', pathNot: ['^src/features/$1/$2/', '/(texts/[a-z]+|index)[.]ts$'] },
  ),
  rule(
    'parent-uses-sub-front-door',
    { path: '^src/features/([^/]+)/[^/]+[.]tsx?$', pathNot: tests },
    { path: '^src/features/$1/[^/]+/', pathNot: '/(texts/[a-z]+|index)[.]ts$' },
  ),
  rule(
    'http-stays-at-the-edge',
    // A feature with many pages names them: step-pages, new-password-pages.
    { path: '^src/features/', pathNot: `/((|[a-z-]+-)(routes|pages)|guard|index)[.]tsx?$|${tests}` },
    { path: 'node_modules/(@fastify|fastify)' },
  ),
  rule(
    'sql-stays-in-queries',
    { path: '^src/', pathNot: `/queries[.]ts$|^src/platform/(db|jobs)/|${tests}` },
    { path: 'node_modules/(@types/pg|pg|kysely)/' },
  ),
  ...lookDown,
]

const borders = [
  rule(
    'source-knows-no-tests-or-scripts',
    { path: '^src/', pathNot: tests },
    { path: `^(test|scripts|bench|prove)/|${tests}` },
  ),
  rule(
    // The islands are built with what they import.
    'source-runs-without-dev-packages',
    { path: '^src/', pathNot: `${tests}|/islands/` },
    { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
  ),
  // What a browser loads: no module of the server, no package but those of the meter, nothing of Node.js.
  rule(
    'islands-stand-alone',
    { path: '^src/.+/islands/', pathNot: tests },
    { pathNot: '^src/.+/islands/|node_modules/@zxcvbn-ts/' },
  ),
  rule('client-knows-its-schema-only', { path: '^client/' }, { pathNot: '^client/|node_modules/openapi-fetch/' }),
  rule(
    'client-takes-types-from-its-schema',
    { path: '^client/' },
    { path: '^client/schema[.]ts$', dependencyTypesNot: ['type-only'] },
  ),
  rule(
    'embed-imports-types-or-shared-views',
    { path: '^embed/' },
    { path: '^src/.+/schema[.]ts$', dependencyTypesNot: ['type-only'] },
  ),
  rule(
    'embed-only-sees-schemas-views-texts',
    { path: '^embed/' },
    { path: '^src/', pathNot: '(/schema[.]ts|[.]view[.]tsx|/texts/[a-z]+[.]ts)$' },
  ),
]

const hygiene = [
  // Generated texts take the type of their index and nothing else from it.
  rule('no-cycles', { pathNot: '/texts/[a-z]+[.]ts$' }, { circular: true }),
  rule('imports-lead-somewhere', {}, { couldNotResolve: true }),
  rule('packages-are-declared', {}, { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] }),
]

module.exports = {
  forbidden: [...layers, ...features, ...borders, ...hygiene],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
}
