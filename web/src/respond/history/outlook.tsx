import { Button } from '../../ui/button.tsx';
import { Rows, Section } from '../../ui/section.tsx';
import { words } from './messages.ts';
import type { Note, Read } from './reading.ts';

interface Props {
  read: Read;
  busy: boolean;
  onTake: () => void;
  mayNot: string | undefined;
}

/** What would be created, put right, left and refused; and the one thing to do then. */
export function Outlook({ read: { counts, refused, unknown }, busy, onTake, mayNot }: Props) {
  const many = counts.created + counts.updated;
  const parts = [
    words.create(counts.created),
    words.update(counts.updated),
    words.same(counts.unchanged),
    words.refused(refused.length),
  ];
  return (
    <Section title={words.preview}>
      <div className="space-y-5">
        <ul aria-label={words.preview} className="flex flex-wrap gap-x-6 gap-y-1 text-sm tabular-nums">
          {parts.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
        <Notes title={words.refusedTitle} notes={refused} />
        <Notes title={words.unknownTitle} about={words.unknownText} notes={unknown} />
        <Button
          look="primary"
          busy={busy}
          whyNot={mayNot ?? (many === 0 ? words.nothing : undefined)}
          onClick={onTake}
        >
          {busy ? words.taking : words.take(many)}
        </Button>
      </div>
    </Section>
  );
}

const shown = 50;

function Notes({ title, about, notes }: { title: string; about?: string; notes: readonly Note[] }) {
  if (notes.length === 0) return null;
  return (
    <div className="space-y-2">
      <h3 className="text-sm font-medium">{title}</h3>
      {about && <p className="text-sm text-quiet">{about}</p>}
      <Rows label={title}>
        {notes.slice(0, shown).map((one) => (
          <li
            key={`${one.place} ${one.message}`}
            className="grid gap-x-4 px-3 py-2 text-sm sm:grid-cols-[6rem_minmax(0,1fr)]"
          >
            <span className="text-quiet tabular-nums">{one.place}</span>
            <span dir="auto" className="wrap-anywhere">
              {one.message}
            </span>
          </li>
        ))}
        {notes.length > shown && (
          <li className="px-3 py-2 text-sm text-quiet">{words.more(notes.length - shown)}</li>
        )}
      </Rows>
    </div>
  );
}
