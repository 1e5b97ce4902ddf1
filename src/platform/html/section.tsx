import type { ComponentChildren } from 'preact'

type SectionProps = { id: string; title: string; lead?: ComponentChildren; children: ComponentChildren }

/** Heading and one sentence to the left, the card to the right, where there is room. */
export function Section({ id, title, lead, children }: SectionProps) {
  return (
    <section class="section" id={id} aria-labelledby={`${id}-title`}>
      <header>
        <h2 id={`${id}-title`}>{title}</h2>
        {lead && <p>{lead}</p>}
      </header>
      {children}
    </section>
  )
}

/** A card with air inside, for what is neither a form nor rows. */
export function Card({ children }: { children: ComponentChildren }) {
  return <div class="card pad stack">{children}</div>
}

/** Running text: terms, privacy policy. */
export function Prose({ children }: { children: ComponentChildren }) {
  return <div class="prose">{children}</div>
}
