import { allServices, type Section } from '../../catalog/index.ts';
import { compileCondition } from '../../platform/condition.ts';
import type { Query } from '../../platform/db.ts';
import type { CompiledRoute } from './model.ts';
import { allRoutes, deleteRoutes, saveRoutes } from './store.ts';

/** The names of the severities, which the stage that declares knows. */
export type Severities = (db: Query) => Promise<readonly string[]>;

export const routesSection = (severities: Severities): Section<'routes'> => ({
  kind: 'routes',
  stored: (act) => allRoutes(act.tx),
  aligned: (given) => given,
  shown: (route) => route,
  async save(act, routes) {
    await saveRoutes(act.tx, routes);
    act.hint('routes');
    return new Map();
  },
  async remove(act, names) {
    await deleteRoutes(act.tx, names);
    act.hint('routes');
  },
  async problems(db, routes) {
    const services = new Set((await allServices(db)).map((service) => service.name));
    const declared = routes.some((route) => route.declare) ? await severities(db) : [];
    return routes.flatMap((route, index) => {
      const condition = compileCondition(route.when);
      return [
        ...(typeof condition === 'function'
          ? []
          : [{ pointer: `/routes/${index}/when`, message: condition.problem }]),
        ...(services.has(route.service)
          ? []
          : [{ pointer: `/routes/${index}/service`, message: `there is no service "${route.service}"` }]),
        ...(route.declare && !declared.includes(route.declare.severity)
          ? [
              {
                pointer: `/routes/${index}/declare/severity`,
                message: `there is no severity "${route.declare.severity}"; there are ${declared.join(', ')}`,
              },
            ]
          : []),
      ];
    });
  },
});

/** The routes, ready to be asked. A stored condition has compiled before; one that no longer does never matches. */
export async function compiledRoutes(db: Query): Promise<CompiledRoute[]> {
  return (await allRoutes(db)).map((route) => {
    const condition = compileCondition(route.when);
    return {
      route,
      matches: typeof condition === 'function' ? (variables) => condition(asInput(variables)) : () => false,
    };
  });
}

/** The variables of a route are texts and maps of texts, which CEL takes as they are. */
function asInput(
  variables: Record<string, unknown>,
): Parameters<Exclude<ReturnType<typeof compileCondition>, { problem: string }>>[0] {
  return variables as ReturnType<typeof asInput>;
}
