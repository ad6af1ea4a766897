import type { Update } from '@muster/contract/inform/updates';
import { FewRows } from '../../respond/few.tsx';
import { Section } from '../../ui/section.tsx';
import { At } from '../../ui/time.tsx';
import { words } from './messages.ts';

/** What was sent stands as it was sent, newest first. */
export function SentUpdates({ items }: { items: readonly Update[] }) {
  return (
    <Section title={words.history} quiet>
      <FewRows items={items} label={words.history} more={words.more}>
        {(one) => (
          <li key={one.id} className="space-y-1 px-3 py-2.5 text-sm">
            <p className="flex flex-wrap gap-x-3 text-quiet">
              <span className="font-medium text-text">{words.audiences[one.audience]}</span>
              <span>{words.kinds[one.kind]}</span>
              {one.state && <span>{words.states[one.state]}</span>}
              <span>
                <At at={one.at} /> {words.by(one.by.name)}
              </span>
              {one.nextAt && (
                <span>
                  {words.promised} <At at={one.nextAt} />
                </span>
              )}
            </p>
            {one.title && <p className="font-medium wrap-anywhere">{one.title}</p>}
            <p className="whitespace-pre-wrap wrap-anywhere">{one.text}</p>
          </li>
        )}
      </FewRows>
    </Section>
  );
}
