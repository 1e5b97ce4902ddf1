/** The state of one thing: lit is on, here, passed. Beside it always stands the word. */
export function Lamp({ lit }: { lit: boolean }) {
  return <span class={lit ? 'lit' : 'unlit'} aria-hidden="true" />
}

/** The small lamp of the bar and of empty places. */
export function LampMark() {
  return (
    <svg class="i lamp" viewBox="0 0 20 20" aria-hidden="true">
      <path d="M10 1.5v2.75" />
      <path class="bulb" d="M7.25 12.75a2.75 2.75 0 0 0 5.5 0z" />
      <path d="M2.75 12.75a7.25 8.5 0 0 1 14.5 0z" />
    </svg>
  )
}

function Halo() {
  return (
    <>
      <defs>
        <radialGradient id="halo">
          <stop offset="0" stop-opacity=".55" />
          <stop offset=".4" stop-opacity=".2" />
          <stop offset="1" stop-opacity="0" />
        </radialGradient>
      </defs>
      <circle cx="80" cy="104" r="58" fill="url(#halo)" />
    </>
  )
}

/** The lamp over a door. Unlit where there is nothing behind it (404). */
export function Pendant({ lit = true }: { lit?: boolean | undefined }) {
  return (
    <svg
      class={lit ? 'pendant' : 'pendant out'}
      viewBox="0 0 160 136"
      preserveAspectRatio="xMidYMax meet"
      overflow="visible"
      aria-hidden="true"
    >
      {lit && <Halo />}
      <path class="cord" d="M80 -400V70" />
      <circle class="bulb" cx="80" cy="101" r="9" />
      <path d="M75.5 66h9v6.5c15 1.6 26.5 12.5 28.5 28.5H47c2-16 13.5-26.9 28.5-28.5z" />
      <rect class="rim" x="45" y="99.5" width="70" height="2.5" rx="1.25" />
    </svg>
  )
}
