export const pageView = [];
