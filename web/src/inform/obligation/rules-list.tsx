import type { KeptRule } from '@muster/contract/respond/obligations';
import { useState } from 'react';
import { useWhyNotAdmin } from '../../app/session.tsx';
import { Button } from '../../ui/button.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Rows, Section } from '../../ui/section.tsx';
import { RuleEditor } from './rule-editor.tsx';
import { words } from './setup-messages.ts';

/** The rules of the company; one is open at a time. */
export function RulesList({ rules }: { rules: KeptRule[] }) {
  const [open, setOpen] = useState<string | null>(null);
  const whyNot = useWhyNotAdmin();
  const template = rules.find((one) => one.name === 'customer-contract') ?? rules[0];
  return (
    <Section
      title={words.rules}
      beside={
        whyNot === undefined &&
        template && (
          <Button size="small" onClick={() => setOpen('')}>
            {words.add}
          </Button>
        )
      }
    >
      {whyNot && <p className="mb-2 text-sm text-quiet">{words.onlyAdmins}</p>}
      <Rows label={words.rules}>
        {open === '' && template && (
          <li>
            <h3 className="px-3 pt-3 font-medium">{words.newRule}</h3>
            <RuleEditor rule={{ ...template, name: '' }} isNew onSaved={setOpen} />
          </li>
        )}
        {rules.map((rule) => (
          <li key={rule.name}>
            <RuleHead
              rule={rule}
              isOpen={open === rule.name}
              mayChange={whyNot === undefined}
              onToggle={() => setOpen(open === rule.name ? null : rule.name)}
            />
            {open === rule.name && (
              <RuleEditor key={rule.version} rule={rule} isNew={false} onSaved={() => setOpen(null)} />
            )}
          </li>
        ))}
      </Rows>
    </Section>
  );
}

interface HeadProps {
  rule: KeptRule;
  isOpen: boolean;
  mayChange: boolean;
  onToggle: () => void;
}

function RuleHead({ rule, isOpen, mayChange, onToggle }: HeadProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-3 py-2.5 text-sm">
      <div className="min-w-0 flex-1 basis-40">
        <p className="flex flex-wrap items-baseline gap-x-3">
          <span className="font-medium wrap-anywhere">{rule.label}</span>
          <Mark tone={rule.active ? 'ok' : 'quiet'} word={rule.active ? words.on : words.off} />
        </p>
        <p className="text-quiet wrap-anywhere">
          {rule.source} · {words.steps(rule.steps.length)} · {words.version(rule.version)}
        </p>
      </div>
      <Button
        size="small"
        aria-expanded={isOpen}
        aria-label={`${mayChange ? words.edit : words.look}: ${rule.label}`}
        onClick={onToggle}
      >
        {mayChange ? words.edit : words.look}
      </Button>
    </div>
  );
}
