/** Reads of the settings for those who only show them. */
export { loadSettings as settingsView, severityNames, storedSettings } from './store.ts';
