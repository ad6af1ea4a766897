import { useSyncExternalStore } from 'react';
import { Go } from './go.tsx';
import { Shape, type Tone } from './mark.tsx';
import { ui } from './messages.ts';

/** What can be done about what was said, such as taking it back. */
export interface Remedy {
  word: string;
  act: () => void;
}

interface Said {
  remedy: Remedy | undefined;
  id: number;
  text: string;
  tone: Tone;
  to: string | undefined;
}

let said: Said[] = [];
let counter = 0;
const listeners = new Set<() => void>();

/**
 * Tells the person something in passing; screen readers hear it. Troubles stay until they are dismissed. `more` makes
 * it a link, or adds a button; what has one stays long enough to be reached by keyboard.
 */
export function say(text: string, tone: Tone = 'ok', more?: string | Remedy): void {
  counter += 1;
  const [to, remedy] = typeof more === 'string' ? [more, undefined] : [undefined, more];
  const id = counter;
  // Of what went well only the last is of interest; what did not stays beside it.
  const staying = said.filter((one) => one.tone !== 'ok').slice(-2);
  set([...staying, { id, text, tone, to, remedy }]);
  if (tone !== 'warning' && tone !== 'critical') setTimeout(() => dismiss(id), remedy ? 15_000 : 4000);
}

/** The place where passing words appear. */
export function Toasts() {
  const items = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => said,
  );
  return (
    <div
      role="status"
      aria-live="polite"
      className="pointer-events-none fixed inset-x-3 top-0.5 z-50 flex flex-col items-center gap-2 sm:left-auto sm:items-end lg:top-auto lg:bottom-3"
    >
      {items.map((item) => (
        <div
          key={item.id}
          className="pointer-events-auto flex max-w-md items-center gap-3 rounded-lg border border-line bg-raised py-1 pr-1 pl-3 text-sm shadow-lg"
        >
          <Shape tone={item.tone} />
          {item.to ? (
            <Go
              to={item.to}
              onClick={() => dismiss(item.id)}
              className="min-w-0 py-1.5 font-medium underline"
            >
              {item.text}
            </Go>
          ) : (
            <span className="min-w-0 py-1.5">{item.text}</span>
          )}
          {item.remedy && <RemedyButton id={item.id} remedy={item.remedy} />}
          <button
            type="button"
            aria-label={ui.dismiss}
            onClick={() => dismiss(item.id)}
            className="min-h-9 min-w-9 rounded text-quiet hover:bg-sunken"
          >
            ×
          </button>
        </div>
      ))}
    </div>
  );
}

function RemedyButton({ id, remedy }: { id: number; remedy: Remedy }) {
  const act = () => {
    dismiss(id);
    remedy.act();
  };
  return (
    <button
      type="button"
      onClick={act}
      className="min-h-9 rounded px-2 font-semibold text-accent hover:bg-sunken"
    >
      {remedy.word}
    </button>
  );
}

function dismiss(id: number): void {
  set(said.filter((one) => one.id !== id));
}

function set(next: Said[]): void {
  said = next;
  for (const listener of listeners) listener();
}
