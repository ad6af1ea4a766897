import type { ReactNode } from 'react';
import { useId } from 'react';

/** A named part of a screen. */
export function Section(props: { title: string; beside?: ReactNode; children: ReactNode; quiet?: boolean }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="min-w-0">
      <div className="mb-2 flex min-h-8 flex-wrap items-center justify-between gap-2">
        <h2 id={id} className={props.quiet ? 'text-quiet' : ''}>
          {props.title}
        </h2>
        {props.beside}
      </div>
      {props.children}
    </section>
  );
}

/** The head of a screen: its name, a line about it, and what can be done. */
export function Head(props: { title: string; about?: ReactNode; children?: ReactNode }) {
  return (
    <header className="mb-5 flex flex-wrap items-start justify-between gap-3">
      <div className="min-w-0 max-w-2xl">
        <h1>{props.title}</h1>
        {props.about && <p className="mt-1 text-sm text-quiet">{props.about}</p>}
      </div>
      {props.children && <div className="flex flex-wrap items-center gap-2">{props.children}</div>}
    </header>
  );
}

/** Rows with a hairline between, in one frame. */
export function Rows({ children, label }: { children: ReactNode; label?: string }) {
  return (
    <ul
      aria-label={label}
      className="@container divide-y divide-line overflow-hidden rounded-lg border border-line bg-raised"
    >
      {children}
    </ul>
  );
}
