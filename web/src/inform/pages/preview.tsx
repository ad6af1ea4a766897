import { Mark } from '../../ui/mark.tsx';
import { type Draft, groupsOf, inkOn } from './draft.ts';
import { words } from './messages.ts';
import { stateTones } from './tones.ts';

/** The page as readers will see it, made small: its head, its groups, its components. */
export function PagePreview({ draft }: { draft: Draft }) {
  const { colour, logo, title } = draft;
  return (
    <div className="overflow-hidden rounded-lg border border-line bg-surface">
      <p
        className="border-b border-line px-4 py-3 font-semibold wrap-anywhere"
        style={colour === null ? undefined : { backgroundColor: colour, color: inkOn(colour) }}
      >
        {logo.trim() || title.trim() || '–'}
      </p>
      <div className="space-y-3 p-4">
        {groupsOf(draft.components).map((group) => (
          <div
            key={group.components[0]?.key}
            className="divide-y divide-line rounded-md border border-line bg-raised"
          >
            {group.name !== '' && (
              <p className="px-3 py-2 text-xs font-medium text-quiet wrap-anywhere">{group.name}</p>
            )}
            {group.components.map((one) => (
              <div key={one.key} className="flex flex-wrap justify-between gap-x-3 px-3 py-2 text-sm">
                <span className="min-w-0 wrap-anywhere">{one.name || words.component.unnamed}</span>
                <Mark tone={stateTones[one.state]} word={words.states[one.state]} />
              </div>
            ))}
          </div>
        ))}
        {draft.components.length === 0 && <p className="text-sm text-quiet">{words.component.none}</p>}
      </div>
    </div>
  );
}
