import { create } from 'qrcode'

/** As wide as the standard asks, in modules: without it phones do not find the picture (ISO/IEC 18004). */
const quiet = 4

/** The dark modules as one path: a run of a row is one bar. */
function barsOf(text: string): { readonly size: number; readonly path: string } {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const { size } = modules
  const rows = Array.from({ length: size }, (_, y) =>
    Array.from({ length: size }, (_, x) => (modules.get(y, x) ? 1 : 0)),
  )
  const bars = rows.flatMap((row, y) =>
    [...row.join('').matchAll(/1+/g)].map(({ 0: run, index }) => `M${index} ${y}h${run.length}v1h-${run.length}z`),
  )
  return { size, path: bars.join('') }
}

/**
 * A text as a picture for the camera of a phone. Black on white in every color scheme: many apps do not read it the other
 * way around. It holds no style, which the policy of the pages forbids.
 */
export function QrCode({ text, alt }: { text: string; alt: string }) {
  const { size, path } = barsOf(text)
  const whole = size + 2 * quiet
  return (
    <svg
      class="qr"
      viewBox={`${-quiet} ${-quiet} ${whole} ${whole}`}
      role="img"
      aria-label={alt}
      shape-rendering="crispEdges"
    >
      <rect x={-quiet} y={-quiet} width={whole} height={whole} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
