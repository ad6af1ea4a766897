import { gapsIn, shippedTemplates } from '@muster/contract/inform/templates';
import {
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
  const own = value.templates ?? [];
  const isFor = (one: Template) => (other: Template) =>
    other.audience === one.audience && other.moment === one.moment;
  const set = (shipped: Template, text: string) => {
    const others = own.filter((one) => !isFor(shipped)(one));
    const isOwn = text.trim() !== '' && text !== shipped.text;
    onChange({ templates: isOwn ? [...others, { ...shipped, text }] : others });
  };
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
        <Rows label={say.title}>
          {shippedTemplates().map((shipped) => {
            const mine = own.find(isFor(shipped));
            const title = `${audienceWords[shipped.audience]}: ${say.moments[shipped.moment]}`;
            const text = mine?.text ?? shipped.text;
            return (
              <li key={title}>
                <Item title={title} beside={mine ? say.own : say.shipped} open={false}>
                  <Area
                    label={title}
                    isLabelHidden
                    hint={say.gaps(gapsIn(text).length)}
                    rows={4}
                    maxLength={5_000}
                    value={text}
                    onChange={(event) => set(shipped, event.target.value)}
                  />
                </Item>
              </li>
            );
          })}
        </Rows>
      </div>
    </Section>
  );
}
