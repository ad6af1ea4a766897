import { audiences, closingNeeds, type SeverityRule, usualWatch } from '@muster/contract/respond/settings';
import { audiences as audienceWords } from '../../ui/audience-words.ts';
import { Choice } from '../../ui/field.tsx';
import type { EditProps } from './draft.ts';
import { words } from './messages.ts';
import { Approval } from './news-rules.tsx';
import { Check, Grid, Item, Minutes, Names, Text } from './parts.tsx';

const say = words.severities;

/** What one severity is and all that follows from it. */
export function SeverityItem(
  props: EditProps<SeverityRule> & { roles: readonly { name: string; label: string }[] },
) {
  const { value, isStored, errorOf, onChange, onRemove, roles } = props;
  return (
    <Item title={value.label} beside={value.meaning} open={!isStored || props.isWrong} onRemove={onRemove}>
      <Names value={value} isStored={isStored} errorOf={errorOf} onChange={onChange} />
      <Text
        label={words.meaning}
        value={value.meaning}
        error={errorOf('meaning')}
        onChange={(meaning) => onChange({ meaning })}
      />
      <Grid>
        <Minutes
          label={say.rank}
          hint={say.rankHint}
          value={value.rank}
          error={errorOf('rank')}
          onChange={(rank) => onChange({ rank: rank ?? 0 })}
        />
        <Choice
          label={say.mayLower}
          value={value.mayLower}
          onChange={(event) =>
            onChange({ mayLower: chosen(event.target.value, ['responder', 'commander', 'admin']) })
          }
        >
          {Object.entries(say.lower).map(([name, label]) => (
            <option key={name} value={name}>
              {label}
            </option>
          ))}
        </Choice>
        <Choice
          label={say.retrospective}
          value={value.retrospective}
          onChange={(event) =>
            onChange({ retrospective: chosen(event.target.value, ['none', 'suggested', 'required']) })
          }
        >
          {Object.entries(say.retrospectives).map(([name, label]) => (
            <option key={name} value={name}>
              {label}
            </option>
          ))}
        </Choice>
        {(['silentAfter', 'impactWithin', 'replanEvery'] as const).map((name) => (
          <Minutes
            key={name}
            label={say[name]}
            value={value[name]}
            error={errorOf(name)}
            onChange={(minutes) => onChange({ [name]: minutes ?? 0 })}
          />
        ))}
        <Minutes
          label={say.watchMinutes}
          value={value.watchMinutes ?? usualWatch}
          error={errorOf('watchMinutes')}
          onChange={(minutes) => onChange({ watchMinutes: minutes ?? 0 })}
        />
      </Grid>
      <Check label={say.wakes} checked={value.wakes} onChange={(wakes) => onChange({ wakes })} />
      <Check
        label={say.publicNotice}
        checked={value.publicNotice}
        onChange={(publicNotice) => onChange({ publicNotice })}
      />
      <Check
        label={say.pagesPair}
        checked={value.pagesPair ?? false}
        onChange={(pagesPair) => onChange({ pagesPair })}
      />
      <Roles value={value} roles={roles} error={errorOf('rolesRequired')} onChange={onChange} />
      <Closing value={value} onChange={onChange} />
      <Cadence value={value} onChange={onChange} />
      <Approval value={value} onChange={onChange} />
    </Item>
  );
}

type Part = { value: SeverityRule; onChange: (part: Partial<SeverityRule>) => void };

function Roles({
  value,
  roles,
  error,
  onChange,
}: Part & { roles: readonly { name: string; label: string }[]; error: string | undefined }) {
  const held = value.rolesRequired;
  return (
    <fieldset>
      <legend className="text-sm font-medium">{say.roles}</legend>
      <div className="grid sm:grid-cols-2">
        {roles.map(({ name, label }) => (
          <Check
            key={name}
            label={label}
            checked={held.includes(name)}
            onChange={(isHeld) =>
              onChange({ rolesRequired: isHeld ? [...held, name] : held.filter((one) => one !== name) })
            }
          />
        ))}
      </div>
      {error && <p className="text-sm text-critical">{error}</p>}
    </fieldset>
  );
}

/** Where nothing was said, everything is asked for. */
function Closing({ value, onChange }: Part) {
  const asked = value.closing ?? closingNeeds;
  return (
    <fieldset>
      <legend className="text-sm font-medium">{say.closing}</legend>
      <div className="grid sm:grid-cols-2">
        {closingNeeds.map((need) => (
          <Check
            key={need}
            label={say.closingNeeds[need]}
            checked={asked.includes(need)}
            onChange={(isAsked) =>
              onChange({
                closing: closingNeeds.filter((one) => (one === need ? isAsked : asked.includes(one))),
              })
            }
          />
        ))}
      </div>
    </fieldset>
  );
}

function Cadence({ value, onChange }: Part) {
  return (
    <fieldset>
      <legend className="text-sm font-medium">{say.cadence}</legend>
      <p className="mb-2 text-xs text-quiet">{say.cadenceHint}</p>
      <div className="grid grid-cols-2 gap-3">
        {audiences.flatMap((audience) => {
          const { first = null, next = null } = value.cadence[audience] ?? {};
          const set = (part: { first?: number | null; next?: number | null }) =>
            onChange({
              cadence: { ...value.cadence, [audience]: { ...value.cadence[audience], first, next, ...part } },
            });
          const name = audienceWords[audience];
          return [
            <Minutes
              key={`${audience} first`}
              label={say.first(name)}
              value={first}
              onChange={(minutes) => set({ first: minutes })}
            />,
            <Minutes
              key={`${audience} next`}
              label={say.next(name)}
              value={next}
              onChange={(minutes) => set({ next: minutes })}
            />,
          ];
        })}
      </div>
    </fieldset>
  );
}

/** The choice offers these names and no other. */
export function chosen<T extends string>(value: string, names: readonly T[]): T {
  return names.find((one) => one === value) ?? (names[0] as T);
}
