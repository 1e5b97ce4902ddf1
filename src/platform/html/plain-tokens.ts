/** Values of the custom properties in `tokens.css`, by name without the dashes. */
export type Tokens = Readonly<Record<string, string>>

const shared = {
  halo: 'transparent',
  'bad-fill': '#ba1e23',
  'accent-edge': 'var(--edge)',
  glow: 'var(--ground)',
  hover: 'var(--sunken)',
  'accent-wash': 'var(--sunken)',
  field: 'var(--sunken)',
  rule: '1px solid var(--line)',
  lift: 'none',
  sans: 'system-ui, sans-serif',
  mono: 'ui-monospace, Menlo, Consolas, monospace',
  't-s': '0.8125rem',
  't-m': '0.9375rem',
  't-l': '1.125rem',
  't-xl': '1.625rem',
  's-1': '0.25rem',
  's-2': '0.5rem',
  's-3': '0.75rem',
  's-4': '1rem',
  's-5': '1.5rem',
  's-6': '2rem',
  's-7': '3rem',
  'r-1': '0.5rem',
  'r-2': '0.875rem',
  quick: '0s',
}

/** The colors of `tokens.css` by day, as they come out of `light-dark()` and OKLCH, for browsers that know neither. */
export const light = {
  ...shared,
  ground: '#f0f4f7',
  surface: '#fefeff',
  sunken: '#eaf0f4',
  field: '#fff',
  line: '#d7dde3',
  edge: '#7c8692',
  ink: '#19202f',
  'ink-2': '#505967',
  good: '#036639',
  bad: '#b21920',
  warn: '#795200',
  note: '#265b8d',
  float: '0 1rem 2.5rem -0.75rem rgba(25, 32, 47, 0.25)',
} satisfies Tokens

/** The same by night. */
export const dark = {
  ...shared,
  ground: '#0f131d',
  surface: '#181d28',
  sunken: '#121721',
  line: '#2d3442',
  edge: '#6e788a',
  ink: '#efece7',
  'ink-2': '#acb3be',
  good: '#79dd9f',
  bad: '#ffa099',
  warn: '#f2c35e',
  note: '#92c7f5',
  float: '0 1rem 2.5rem -0.75rem rgba(0, 0, 0, 0.75)',
} satisfies Tokens
