import type { Incident } from '@muster/contract/respond/incidents';
import { type Audience, isOutside } from '@muster/contract/respond/settings';
import { useTicking } from '../../ui/clock.ts';
import { ChannelPreviews } from './channel-previews.tsx';
import { words } from './messages.ts';
import { WhoWillHear } from './recipients.tsx';

interface Props {
  incident: Incident;
  audience: Audience;
  /** What is being written. `next` in minutes, empty for what the severity promises. */
  written: { title: string; text: string; state: string; next: string };
}

/** Below what is being written: who will hear it, and what each channel makes of it. */
export function Arrival({ incident, audience, written }: Props) {
  const { title, text, state, next } = written;
  const outside = isOutside(audience);
  const minute = useTicking((now) => Math.floor(now / 60_000) * 60_000);
  const minutes = Number(next) || (incident.rule.cadence[audience]?.next ?? 0);
  const heading = title.trim() || (outside ? '' : incident.title);
  return (
    <div className="space-y-3 border-t border-line pt-3">
      <WhoWillHear incident={incident} audience={audience} readOnly={false} />
      <details>
        <summary className="min-h-8 cursor-pointer py-1 text-sm text-quiet">{words.previews}</summary>
        <ChannelPreviews
          news={{
            act: 'published',
            outside,
            heading,
            text,
            subject: outside ? heading || words.noHeading : `${incident.ref}: ${incident.title}`,
            state: state || null,
            nextAt: minutes > 0 ? new Date(minute + minutes * 60_000).toISOString() : null,
            at: new Date(minute).toISOString(),
            url: outside ? null : `${location.origin}/incidents/${incident.ref}/brief`,
          }}
        />
      </details>
    </div>
  );
}
