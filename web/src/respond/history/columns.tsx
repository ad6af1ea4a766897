import { type TableField, type TableRead, tableFields } from '@muster/contract/respond/imports';
import { Choice } from '../../ui/field.tsx';
import { Rows, Section } from '../../ui/section.tsx';
import { words } from './messages.ts';

interface Props {
  columns: TableRead['columns'];
  onMeaning: (column: string, field: TableField | null) => void;
}

/** What each column of the table is taken for, with the first row as an example. */
export function Columns({ columns, onMeaning }: Props) {
  const taken = new Set(columns.map((one) => one.field));
  return (
    <Section title={words.columns}>
      <Rows label={words.columns}>
        {columns.map(({ column, field, example }) => (
          <li
            key={column}
            className="grid gap-x-4 gap-y-1 px-3 py-2 sm:grid-cols-[minmax(0,1fr)_minmax(0,1.4fr)_15rem] sm:items-center"
          >
            <span dir="auto" className="font-medium wrap-anywhere">
              {column}
            </span>
            <span dir="auto" className="truncate text-sm text-quiet">
              {example}
            </span>
            <Choice
              label={`${words.meaning}: ${column}`}
              isLabelHidden
              value={field ?? ''}
              onChange={(event) => onMeaning(column, fieldOf(event.target.value))}
            >
              <option value="">{words.leftOut}</option>
              {tableFields.map((one) => (
                <option key={one} value={one} disabled={one !== field && taken.has(one)}>
                  {words.fields[one]}
                </option>
              ))}
            </Choice>
          </li>
        ))}
      </Rows>
    </Section>
  );
}

function fieldOf(value: string): TableField | null {
  return tableFields.find((one) => one === value) ?? null;
}
