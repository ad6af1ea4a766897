import { paths } from '../paths.ts';
import { cx } from '../ui/class-names.ts';
import { Go } from '../ui/go.tsx';
import { layoutOf, type Node, type Place } from './graph-layout.ts';

const width = 168;
const height = 34;
const gapX = 56;
const gapY = 12;

/** What leans on what, as a picture whose boxes are links; the same is in the table and on each service. */
export function ServiceGraph({ services, here, label }: { services: Node[]; here?: string; label: string }) {
  const layout = layoutOf(services);
  const size = {
    width: layout.columns * (width + gapX) - gapX + 8,
    height: layout.rows * (height + gapY) - gapY + 8,
  };
  return (
    <figure aria-label={label} className="overflow-x-auto rounded-lg border border-line bg-raised p-3">
      <div className="relative" style={size}>
        <svg width={size.width} height={size.height} aria-hidden="true" className="absolute inset-0">
          {layout.edges.map(({ from, to, via }) => (
            <path
              key={`${from} ${to}`}
              d={line(via)}
              className={cx(
                'fill-none',
                from === here || to === here ? 'stroke-accent' : 'stroke-line-strong',
              )}
              strokeWidth={from === here || to === here ? 2 : 1.2}
            />
          ))}
        </svg>
        {layout.nodes.map((one) => (
          <Go
            key={one.name}
            to={paths.service(one.name)}
            style={{ left: x(one), top: y(one), width, height }}
            className={cx(
              'absolute truncate rounded-md border px-2.5 text-sm leading-8',
              one.name === here
                ? 'border-accent bg-accent-soft font-medium'
                : 'border-line-strong/60 bg-surface hover:bg-sunken',
            )}
          >
            {one.name}
          </Go>
        ))}
      </div>
    </figure>
  );
}

function x(place: Place): number {
  return 4 + place.column * (width + gapX);
}

function y(place: Place): number {
  return 4 + place.row * (height + gapY);
}

/** A smooth line from the right side of the first place to the left side of the last, straight through those between. */
function line(via: Place[]): string {
  return via
    .slice(1)
    .map((to, at) => {
      const from = via[at] ?? to;
      const [x1, y1, x2, y2] = [x(from) + width, y(from) + height / 2, x(to), y(to) + height / 2];
      const bend = (x2 - x1) / 2;
      const through = at < via.length - 2 ? `H${x2 + width}` : '';
      return `${at === 0 ? `M${x1} ${y1}` : ''}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}${through}`;
    })
    .join('');
}
