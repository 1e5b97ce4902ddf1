import type { ComponentChildren } from 'preact'
import { Lamp } from './lamp.tsx'

/** One or two words about a thing; `on` has a lit lamp. */
export function Badge({
  tone,
  children,
}: {
  tone?: 'good' | 'bad' | 'warn' | 'note' | 'on'
  children: ComponentChildren
}) {
  return (
    <span class={tone ? `badge ${tone}` : 'badge'}>
      {tone === 'on' && <Lamp lit />}
      {children}
    </span>
  )
}
