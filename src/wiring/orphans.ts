/** The program by which a block keeps its orphans in view; null where there is none. */
export const findOrphanKeeper = async (): Promise<string | null> =>
  (await import("../adapters/execution/adopter.ts")).findAdopter().by;
