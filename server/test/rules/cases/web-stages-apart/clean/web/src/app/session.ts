export const useSession = () => null;
