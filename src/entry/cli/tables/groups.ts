/** Of words that only stand before others: `reifier graph stats`. */
export const groupSummaries: Readonly<Record<string, string>> = {
  graph: "the memory: counts, a picture, made again, shared with a server",
  service: "start with your login: install, uninstall",
};
