import type { VNode } from 'preact'

const shapes = {
  alert: () => (
    <>
      <circle cx="10" cy="10" r="7.25" />
      <path d="M10 6.25v4.5M10 13.6v.01" />
    </>
  ),
  check: () => <path d="m4.5 10.5 3.5 3.5 7.5-8" />,
  'check-circle': () => (
    <>
      <circle cx="10" cy="10" r="7.25" />
      <path d="m6.8 10.3 2.2 2.2 4.2-4.6" />
    </>
  ),
  'chevron-left': () => <path d="m11.5 5-5 5 5 5" />,
  'chevron-right': () => <path d="m8.5 5 5 5-5 5" />,
  circle: () => <circle cx="10" cy="10" r="2.5" />,
  clock: () => (
    <>
      <circle cx="10" cy="10" r="7" />
      <path d="M10 6v4.2l2.8 1.6" />
    </>
  ),
  comment: () => <path d="M3 4.5h14v9H9l-4 3.2v-3.2H3z" />,
  cross: () => <path d="m5.5 5.5 9 9m0-9-9 9" />,
  data: () => <path d="M3 6.5 10 3l7 3.5v7L10 17l-7-3.5zM3 6.5l7 3.5 7-3.5M10 10v7" />,
  download: () => <path d="M10 3.5v9.5m-4-4 4 4 4-4M4 16.5h12" />,
  edit: () => <path d="m4 16 .8-3.4L13.5 4 16 6.5l-8.6 8.7z" />,
  flag: () => <path d="M5 17.5v-14h10.5l-2.5 4 2.5 4H5" />,
  heart: () => <path d="M10 16.5S3 12.6 3 7.9A3.7 3.7 0 0 1 10 6.3a3.7 3.7 0 0 1 7 1.6c0 4.7-7 8.6-7 8.6z" />,
  home: () => <path d="M3 9.5 10 3.5l7 6M5 8.5V16.5h10V8.5" />,
  info: () => (
    <>
      <circle cx="10" cy="10" r="7.25" />
      <path d="M10 9.25v4.5M10 6.4v.01" />
    </>
  ),
  key: () => (
    <>
      <circle cx="6.5" cy="13.5" r="3.5" />
      <path d="M9 11l7.5-7.5M13.5 6.5l2.5 2.5" />
    </>
  ),
  laptop: () => (
    <>
      <rect x="3" y="4" width="14" height="9" rx="1.5" />
      <path d="M1.5 16h17" />
    </>
  ),
  list: () => <path d="M7.5 5.5h9M7.5 10h9M7.5 14.5h9M3.5 5.5h.01M3.5 10h.01M3.5 14.5h.01" />,
  mail: () => <path d="M3 5h14v10.5H3zM3.2 5.4 10 11l6.8-5.6" />,
  menu: () => <path d="M3 6.5h14M3 13.5h14" />,
  more: () => <path d="M4.5 10h.01M10 10h.01M15.5 10h.01" stroke-width="2.6" />,
  passkey: () => (
    <>
      <circle cx="7.5" cy="6" r="3" />
      <path d="M2 16.5a5.5 5.5 0 0 1 8-4.9" />
      <circle cx="14.5" cy="10" r="2.5" />
      <path d="M14.5 12.5v5l1.75-1.25M14.5 12.5v2.25" />
    </>
  ),
  people: () => (
    <>
      <circle cx="7.5" cy="7" r="2.75" />
      <path d="M2 16a5.5 5.5 0 0 1 11 0M13 4.6a2.75 2.75 0 0 1 0 4.9M15 11.4A5.5 5.5 0 0 1 18 16" />
    </>
  ),
  person: () => (
    <>
      <circle cx="10" cy="6.5" r="3.25" />
      <path d="M3.5 17a6.5 6.5 0 0 1 13 0" />
    </>
  ),
  phone: () => (
    <>
      <rect x="6" y="2.5" width="8" height="15" rx="1.75" />
      <path d="M9 15h2" />
    </>
  ),
  plus: () => <path d="M10 4v12M4 10h12" />,
  search: () => (
    <>
      <circle cx="9" cy="9" r="5.5" />
      <path d="m13.2 13.2 3.8 3.8" />
    </>
  ),
  settings: () => (
    <>
      <path d="M3 6h8m4 0h2M3 14h2m4 0h8" />
      <circle cx="13" cy="6" r="2" />
      <circle cx="7" cy="14" r="2" />
    </>
  ),
  shield: () => <path d="M10 2.5 4 4.7v4.6c0 3.9 2.5 6.6 6 8.2 3.5-1.6 6-4.3 6-8.2V4.7z" />,
  'sign-out': () => <path d="M8 3.5H4.5v13H8M12.5 6.5 16 10l-3.5 3.5M16 10H8" />,
} satisfies Record<string, () => VNode>

/** The drawings there are: 20 by 20, one stroke, no fill. */
export type IconName = keyof typeof shapes

/** One drawing in the color of its text. It always stands beside a word, so that it says nothing to a screen reader. */
export function Icon({ name }: { name: IconName }) {
  const Shape = shapes[name]
  return (
    <svg class="i" viewBox="0 0 20 20" aria-hidden="true">
      <Shape />
    </svg>
  )
}
