/** The words behind the program's name, as `reifier --help` lists them, and its own options. */
const said =
  "(?:init|up|down|status|hook|record|pause|resume|forget|observe|sessions|drafts?|redact|doctor|service|completion|runbooks|show|review|blocks|lint|approve|reject|retire|run|abort|check|graph|patterns|match|events|guard|tail|alert|pending|confirm|decline|incidents|insights|audit|--(?:workspace|json|no-color|quiet|help))";

/** `reifier`, `npx reifier`, and in the repository `npm start -- …` and `node dist/main.js …`. */
const own = new RegExp(
  `^\\s*(?:\\w+=\\S*\\s+)*(?:sudo\\s+)?(?:(?:npx\\s+(?:-\\S+\\s+)*)?(?:\\S*/)?reifier(?:\\s|$)|npm\\s+(?:-\\S+\\s+)*(?:run\\s+)?start\\s+--\\s+${said}\\b|node\\s+\\S*\\bdist/main\\.js\\s+${said}\\b)`,
);

/** Is this talking to reifier? It is recorded, and is no work of an incident. */
export const isOwnCommand = (command: string): boolean => own.test(command);
