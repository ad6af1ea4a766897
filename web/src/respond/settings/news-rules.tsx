import { gapsIn, shippedTemplates } from '@muster/contract/inform/templates';
import {
  type Audience,
  approvals,
  audiences,
  type RespondSettings,
  type SeverityRule,
  type Template,
} from '@muster/contract/respond/settings';
import { audiences as audienceWords } from '../../ui/audience-words.ts';
import { Area, Choice } from '../../ui/field.tsx';
import { Rows, Section } from '../../ui/section.tsx';
import { words } from './messages.ts';
import { Grid, Item, Minutes } from './parts.tsx';

const say = words.news;

/** Whose yes news need at one severity, audience by audience. */
export function Approval({
  value,
  onChange,
}: {
  value: SeverityRule;
  onChange: (part: Partial<SeverityRule>) => void;
}) {
  const given = value.approval ?? {};
  const set = (audience: (typeof audiences)[number], name: string) => {
    const { [audience]: _, ...others } = given;
    const chosen = approvals.find((one) => one === name);
    onChange({ approval: chosen ? { ...others, [audience]: chosen } : others });
  };
  return (
    <fieldset>
      <legend className="text-sm font-medium">{say.approval}</legend>
      <p className="mb-2 text-xs text-quiet">{say.approvalHint}</p>
      <Grid>
        {audiences.map((audience) => (
          <Choice
            key={audience}
            label={audienceWords[audience]}
            value={given[audience] ?? ''}
            onChange={(event) => set(audience, event.target.value)}
          >
            <option value="">{say.nobody}</option>
            {approvals.map((one) => (
              <option key={one} value={one}>
                {say.approvals[one]}
              </option>
            ))}
          </Choice>
        ))}
      </Grid>
    </fieldset>
  );
}

interface Props {
  value: RespondSettings;
  onChange: (part: Partial<RespondSettings>) => void;
}

/** What news begin with, and whether a template may go when nobody says yes in time. */
export function NewsRules({ value, onChange }: Props) {
  return (
    <Section title={say.title}>
      <div className="max-w-2xl space-y-3">
        <p className="text-sm text-quiet">{say.about}</p>
        <Minutes
          label={say.unapproved}
          hint={say.unapprovedHint}
          value={value.unapprovedAfter ?? null}
          onChange={(minutes) => onChange({ unapprovedAfter: minutes })}
        />
        {audiences.map((audience) => (
          <Templates
            key={audience}
            audience={audience}
            own={value.templates ?? []}
            onChange={(templates) => onChange({ templates })}
          />
        ))}
      </div>
    </Section>
  );
}

interface TemplatesProps {
  audience: Audience;
  own: readonly Template[];
  onChange: (own: Template[]) => void;
}

/** What one audience is told at each moment. A text that is as Muster brings it is not kept. */
function Templates({ audience, own, onChange }: TemplatesProps) {
  const label = audienceWords[audience];
  const isFor = (one: Template) => (other: Template) =>
    other.audience === one.audience && other.moment === one.moment;
  const set = (one: Template, text: string) => {
    const others = own.filter((other) => !isFor(one)(other));
    const isOwn = text.trim() !== '' && text !== one.text;
    onChange(isOwn ? [...others, { ...one, text }] : others);
  };
  return (
    <div className="pt-1">
      <h3 className="mb-1 text-sm font-medium">{label}</h3>
      <Rows label={say.templatesFor(label)}>
        {shippedTemplates()
          .filter((one) => one.audience === audience)
          .map((one) => {
            const mine = own.find(isFor(one));
            const text = mine?.text ?? one.text;
            return (
              <li key={one.moment}>
                <Item title={say.moments[one.moment]} beside={mine ? say.own : say.shipped} open={false}>
                  <Area
                    label={`${label}: ${say.moments[one.moment]}`}
                    isLabelHidden
                    hint={say.gaps(gapsIn(text).length)}
                    rows={4}
                    maxLength={5_000}
                    value={text}
                    onChange={(event) => set(one, event.target.value)}
                  />
                </Item>
              </li>
            );
          })}
      </Rows>
    </div>
  );
}
