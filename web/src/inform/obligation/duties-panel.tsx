import type { Incident } from '@muster/contract/respond/incidents';
import { type KeptRule, suggestedRules } from '@muster/contract/respond/obligations';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Rows, Section } from '../../ui/section.tsx';
import { Empty } from '../../ui/states.tsx';
import { DeclineDialog, StartDialog } from './duty-dialogs.tsx';
import { DutyItem } from './duty-item.tsx';
import { words } from './messages.ts';
import { obligationRules } from './queries.ts';

interface PanelProps {
  incident: Incident;
  /** The past is shown, or the person may not write. */
  readOnly: boolean;
}

/** What the incident owes those outside: authorities, and customers by contract (practice.md 6.6). */
export function DutiesPanel(props: PanelProps) {
  const rules = useQuery(obligationRules);
  const [open, setOpen] = useState(false);
  const { incident, readOnly } = props;
  const active = rules.data?.items.filter((one) => one.active) ?? [];
  const mayStart = !readOnly && incident.mergedInto === null && active.length > 0;
  return (
    <Section
      title={words.title}
      beside={
        mayStart && (
          <Button size="small" aria-haspopup="dialog" onClick={() => setOpen(true)}>
            {words.start}
          </Button>
        )
      }
    >
      <p className="mb-2 text-sm text-quiet">{words.about}</p>
      <QueryView query={rules} rows={2}>
        {({ items }) => <Duties {...props} rules={items} mayStart={mayStart} />}
      </QueryView>
      {open && <StartDialog incident={incident} rules={active} rule="" onClose={() => setOpen(false)} />}
    </Section>
  );
}

function Duties({
  incident,
  readOnly,
  rules,
  mayStart,
}: PanelProps & { rules: KeptRule[]; mayStart: boolean }) {
  const duties = incident.obligations ?? [];
  const suggested = mayStart ? suggestedRules(incident, rules) : [];
  return (
    <div className="space-y-4">
      {suggested.length > 0 && (
        <Rows label={words.suggested}>
          {suggested.map((rule) => (
            <SuggestedRow key={rule.name} incident={incident} rule={rule} />
          ))}
        </Rows>
      )}
      {duties.length > 0 && (
        <Rows label={words.title}>
          {duties.map((one) => (
            <DutyItem key={one.id} incident={incident} duty={one} readOnly={readOnly} />
          ))}
        </Rows>
      )}
      {duties.length === 0 && suggested.length === 0 && <Empty title={words.none} />}
    </div>
  );
}

/** The kind of the incident, or what it does, makes people look at the rule. */
function SuggestedRow({ incident, rule }: { incident: Incident; rule: KeptRule }) {
  const [open, setOpen] = useState<'start' | 'decline' | null>(null);
  const close = () => setOpen(null);
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-3 py-2.5 text-sm">
      <div className="min-w-0 flex-1 basis-56">
        <p className="font-medium wrap-anywhere">{rule.label}</p>
        <p className="text-quiet wrap-anywhere">{rule.startsWhen}</p>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button
          size="small"
          aria-haspopup="dialog"
          aria-label={words.startOf(rule.label)}
          onClick={() => setOpen('start')}
        >
          {words.startOne}
        </Button>
        <Button
          size="small"
          look="quiet"
          aria-haspopup="dialog"
          aria-label={words.notReportableOf(rule.label)}
          onClick={() => setOpen('decline')}
        >
          {words.notReportable}
        </Button>
      </div>
      {open === 'start' && (
        <StartDialog incident={incident} rules={[rule]} rule={rule.name} onClose={close} />
      )}
      {open === 'decline' && <DeclineDialog incident={incident} rule={rule} onClose={close} />}
    </li>
  );
}
