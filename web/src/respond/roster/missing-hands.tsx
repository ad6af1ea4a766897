import type { Incident } from '@muster/contract/respond/incidents';
import type { MissingHands as Missing } from '@muster/contract/respond/roster';
import { Button } from '../../ui/button.tsx';
import { say } from '../../ui/toast.tsx';
import { words } from './messages.ts';
import { useAskResponders } from './queries.ts';

/** What is affected, or needed by what is, and nobody here knows; whoever is on call for it is one press away. */
export function MissingHands({ incident, missing }: { incident: Incident; missing: readonly Missing[] }) {
  const ask = useAskResponders(incident);
  if (missing.length === 0) return null;
  return (
    <div>
      <h3 className="mb-1 text-sm font-medium text-quiet">{words.missing}</h3>
      <ul className="space-y-1">
        {missing.map((one) => (
          <li key={one.service} className="flex flex-wrap items-center justify-between gap-2 text-sm">
            <span>
              {words.missingService(one.service)}
              <span className="text-quiet">{aboutOf(one)}</span>
            </span>
            <Button
              size="small"
              busy={ask.isPending}
              onClick={() =>
                ask.mutate(
                  { ...calleeOf(one), asked: words.pageAsked(one.service) },
                  { onSuccess: () => say(words.form.sent) },
                )
              }
            >
              {one.onCall.length > 0
                ? words.page(one.onCall.join(', '))
                : words.pageTeam(one.team ?? one.service)}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function aboutOf({ neededBy, team }: Missing): string {
  const parts = [neededBy && words.neededBy(neededBy), team && words.team(team)].filter(Boolean);
  return parts.length > 0 ? ` (${parts.join(', ')})` : '';
}

function calleeOf({ service, policy, team }: Missing) {
  return policy === null && team !== null ? { team } : { service };
}
