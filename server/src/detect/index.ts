/** What the stages to the right may ask of detection. */
export { acknowledgeGroups, closeGroups, linkPages, unacknowledgeGroups } from './alert/actions.ts';
export {
  type AlertFacts,
  alertsBehind,
  alertsNamed,
  alertsOfPages,
  firedAgain,
  openAlertsOf,
  type Refiring,
} from './alert/views.ts';
export { forgetCanaries, sendCanary } from './canary/actions.ts';
export { canaryName } from './canary/model.ts';
export { changesSince } from './ingest/store.ts';
export { heardIntegrations, sendersTo } from './integration/views.ts';
export { refuseServicesOfOthers } from './maintenance/actions.ts';
export {
  type Holding,
  maintenanceHolding,
  maintenanceView,
  maintenanceWindows,
  type PlannedWindow,
} from './maintenance/views.ts';
export { allRoutes } from './route/store.ts';
