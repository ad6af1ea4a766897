import type { Unsent } from '@muster/contract/inform/updates';
import { Rows } from '../../ui/section.tsx';
import { At } from '../../ui/time.tsx';
import { words } from './messages.ts';

/** What was handed in and never went out: whose words, and why not. */
export function UnsentUpdates({ items }: { items: readonly Unsent[] }) {
  return (
    <details>
      <summary className="flex min-h-8 cursor-pointer items-center py-1 text-quiet pointer-coarse:min-h-11">
        {words.unsent} ({items.length})
      </summary>
      <div className="mt-2">
        <Rows label={words.unsent}>
          {items.map((one) => (
            <li key={one.seq} className="space-y-1 px-3 py-2.5 text-sm">
              <p className="flex flex-wrap gap-x-3 text-quiet">
                <span className="font-medium text-text">{words.audiences[one.audience]}</span>
                <span>{words.by(one.writtenBy.name)}</span>
              </p>
              {one.title && <p className="font-medium wrap-anywhere">{one.title}</p>}
              <p className="text-quiet whitespace-pre-wrap wrap-anywhere">{one.text}</p>
              <p className="wrap-anywhere">
                {words.notOut[one.how](one.by.name)} <At at={one.at} />: {one.reason}
              </p>
            </li>
          ))}
        </Rows>
      </div>
    </details>
  );
}
