export const Now = () => null;
