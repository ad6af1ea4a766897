import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { type EditProps, numberOr } from './draft.ts';
import { words } from './messages.ts';

/** One thing of a list: its name in sight, all the rest below it when it is opened. */
export function Item(props: {
  title: string;
  beside?: ReactNode;
  /** Something in it is wrong, or it is new: then it stands open. */
  open: boolean;
  onRemove?: (() => void) | undefined;
  children: ReactNode;
}) {
  return (
    <details open={props.open} className="group">
      <summary className="flex min-h-11 cursor-pointer items-center gap-2 px-3 py-2 text-sm -outline-offset-2 hover:bg-sunken">
        <ChevronRight
          size={16}
          aria-hidden="true"
          className="shrink-0 text-quiet transition-transform group-open:rotate-90 motion-reduce:transition-none"
        />
        <span className="shrink-0 font-medium">{props.title || words.unnamed}</span>
        <span className="ml-auto min-w-0 truncate text-xs text-quiet">{props.beside}</span>
      </summary>
      <div className="space-y-4 border-t border-line px-3 py-4">
        {props.children}
        {props.onRemove && (
          <Button size="small" look="danger" onClick={props.onRemove}>
            {words.remove(props.title || words.unnamed)}
          </Button>
        )}
      </div>
    </details>
  );
}

export function Grid({ children }: { children: ReactNode }) {
  return <div className="grid gap-4 sm:grid-cols-2">{children}</div>;
}

interface Given {
  label: string;
  hint?: string;
  error?: string | undefined;
}

export function Text({
  value,
  onChange,
  max = 300,
  ...rest
}: Given & { value: string; max?: number; onChange: (value: string) => void }) {
  return <Field {...rest} value={value} maxLength={max} onChange={(event) => onChange(event.target.value)} />;
}

export function Minutes({
  value,
  onChange,
  ...rest
}: Given & { value: number | null; onChange: (value: number | null) => void }) {
  return (
    <Field
      {...rest}
      type="number"
      inputMode="numeric"
      min={0}
      max={1_440}
      value={value ?? ''}
      onChange={(event) => onChange(numberOr(event.target.value, null))}
    />
  );
}

export function Check({
  label,
  checked,
  onChange,
  disabled = false,
}: {
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
}) {
  return (
    <label className="flex min-h-10 items-center gap-3 text-sm pointer-coarse:min-h-11">
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
      />
      {label}
    </label>
  );
}

/** What people call it, and the name by which records know it. */
export function Names<T extends { name: string; label: string }>({
  value,
  isStored,
  errorOf,
  onChange,
}: Pick<EditProps<T>, 'value' | 'isStored' | 'errorOf' | 'onChange'>) {
  // Both members belong to whatever is edited here.
  const set = (part: { name?: string; label?: string }) => onChange(part as Partial<T>);
  return (
    <Grid>
      <Text
        label={words.label}
        value={value.label}
        max={60}
        error={errorOf('label')}
        onChange={(label) => set({ label })}
      />
      <ShortName
        value={value.name}
        isStored={isStored}
        error={errorOf('name')}
        onChange={(name) => set({ name })}
      />
    </Grid>
  );
}

/** The short name stands fast once it is stored: records know it by that. */
function ShortName({
  value,
  isStored,
  error,
  onChange,
}: {
  value: string;
  isStored: boolean;
  error: string | undefined;
  onChange: (value: string) => void;
}) {
  return (
    <Field
      label={words.name}
      hint={words.nameHint}
      error={error}
      value={value}
      readOnly={isStored}
      maxLength={64}
      autoCapitalize="none"
      spellCheck={false}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
