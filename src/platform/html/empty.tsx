import type { ComponentChildren } from 'preact'
import { LampMark } from './lamp.tsx'

type EmptyProps = {
  title: string
  /** What would be here. */
  text?: ComponentChildren
  /** Whether it stands under the heading of a section, so that its own is one level lower. */
  inSection?: boolean | undefined
  /** One way to begin. */
  children?: ComponentChildren
}

/** The lamp unlit, what would be here, one way to begin. */
export function Empty({ title, text, inSection, children }: EmptyProps) {
  return (
    <div class="card empty">
      <LampMark />
      {inSection ? <h3>{title}</h3> : <h2>{title}</h2>}
      {text && <p>{text}</p>}
      {children}
    </div>
  )
}
