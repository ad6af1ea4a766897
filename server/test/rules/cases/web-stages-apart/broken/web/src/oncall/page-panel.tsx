export const PagePanel = () => null;
