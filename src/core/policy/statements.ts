import type { CommandRun, ShellWord } from "../../base/shell/types.ts";
import type { StatementKind } from "./rule.ts";
import { sqlStatements } from "./sql.ts";
import { mongoStatements, redisStatement, redisStatements } from "./stores.ts";

interface ParsedFlags {
  readonly flags: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, ShellWord | null>;
  readonly given: readonly (readonly [flag: string, word: ShellWord])[];
  readonly rest: readonly ShellWord[];
}

interface SqlClient {
  /** Flags whose values are statements. */
  readonly flags: string;
  /** From which bare word on they are statements. */
  readonly from?: number;
  /** Flags that name a file of statements, which is not here to read. */
  readonly file?: string;
}

/** Where each SQL client takes its text: flags, and from which bare word on. */
const sqlClients: Readonly<Record<string, SqlClient>> = {
  psql: { flags: "-c --command", file: "-f --file" },
  pgcli: { flags: "-c --command" },
  mysql: { flags: "-e --execute" },
  mariadb: { flags: "-e --execute" },
  mycli: { flags: "-e --execute" },
  sqlite3: { flags: "-cmd", from: 1 },
  cqlsh: { flags: "-e --execute", file: "-f --file" },
  "clickhouse-client": { flags: "-q --query" },
  clickhouse: { flags: "-q --query" },
  cockroach: { flags: "-e --execute" },
  influx: { flags: "-execute" },
  sqlcmd: { flags: "-Q -q", file: "-i" },
  trino: { flags: "--execute" },
  presto: { flags: "--execute" },
  snowsql: { flags: "-q" },
  duckdb: { flags: "-c -s", from: 1 },
  "cypher-shell": { flags: "", from: 0, file: "-f --file" },
  usql: { flags: "-c" },
  sqlplus: { flags: "" },
  bq: { flags: "", from: 1 },
};

/** What the statements that a database client is given do; empty for any other command. */
export function statementsOf(name: string, parsed: ParsedFlags, run: CommandRun): readonly StatementKind[] {
  if (/^(redis|valkey|keydb)-cli$/.test(name)) return redis(parsed, run);
  if (/^mongo(sh)?$/.test(name)) return mongo(parsed, run);
  const client = Object.hasOwn(sqlClients, name) ? sqlClients[name] : undefined;
  const needed = name === "bq" ? "query" : "sql";
  if (!client || (/^(bq|cockroach)$/.test(name) && parsed.rest[0]?.value !== needed)) return [];
  return asksAbout(name, parsed) ? ["read"] : sqlOf(name, client, parsed, run);
}

function sqlOf(
  name: string,
  client: SqlClient,
  parsed: ParsedFlags,
  run: CommandRun,
): readonly StatementKind[] {
  const flags = client.flags.split(" ");
  const words = [
    ...parsed.given.flatMap(([flag, word]) => (flags.includes(flag) ? [word] : [])),
    ...(client.from === undefined ? [] : parsed.rest.slice(client.from)),
  ];
  const kinds = words.flatMap((word) => statementsIn(word, name));
  const files = (client.file ?? "").split(" ").filter((flag) => flag !== "" && parsed.flags.has(flag));
  const fromStdin = files.every((flag) => /^(-|\/dev\/stdin)$/.test(parsed.values.get(flag)?.value ?? ""));
  if (!fromStdin) return [...kinds, "unknown"];
  if (words.length > 0 && files.length === 0) return kinds;
  return [...kinds, ...fedStatements(run, name)];
}

/** What a pipe or a here-document feeds; its unknown parts leave it unknown. */
function fedStatements(run: CommandRun, name: string): readonly StatementKind[] {
  if (run.stdin !== null) return clean(run.stdin, name);
  const known = run.stdinPartial?.replace(/\$\{\w+\}/g, "17");
  return known === undefined ? ["unknown"] : [...clean(known, name), "unknown"];
}

const asksAbout = (name: string, { flags, rest }: ParsedFlags): boolean =>
  flags.has("--help") ||
  flags.has("--version") ||
  flags.has("-V") ||
  (name === "psql" && (flags.has("-l") || flags.has("--list"))) ||
  (rest.length === 0 && flags.has("-?"));

/** A declared input is a value; what else is unknown leaves the statement unknown. */
function statementsIn(word: ShellWord, name: string): readonly StatementKind[] {
  const { text, open } = filled(word);
  const kinds = clean(text, name);
  return open ? [...kinds, "unknown"] : kinds;
}

function clean(text: string, name: string): readonly StatementKind[] {
  if (!/^(sqlite3|duckdb)$/.test(name)) return sqlStatements(text);
  const dots = [...text.matchAll(/^\s*\.(\w+)/gm)].map(
    (found): StatementKind =>
      /^(tables|schema|dump|headers?|mode|indexes|indices|databases|show|help|stats|width|explain|fullschema|quit|exit|print|timer|eqp|dbinfo|nullvalue|separator|version)$/.test(
        found[1] ?? "",
      )
        ? "read"
        : "change",
  );
  return [...dots, ...sqlStatements(text.replace(/^\s*\.\w+.*$/gm, ""))];
}

function filled(word: ShellWord): { readonly text: string; readonly open: boolean } {
  let open = false;
  const text = word.pieces
    .map((piece) => {
      if (piece.kind === "text" || piece.kind === "glob") return piece.text;
      if (piece.kind === "variable" && !piece.mayBeEmpty && !piece.name.startsWith("__")) return "17";
      open = true;
      return "17";
    })
    .join("");
  return { text, open };
}

const redisLooks =
  "--help --version -v --scan --bigkeys --memkeys --hotkeys --stat --latency --latency-history --latency-dist --intrinsic-latency".split(
    " ",
  );

function redisFed(run: CommandRun): readonly StatementKind[] {
  const text = run.stdin ?? run.stdinPartial;
  if (text === undefined) return ["unknown"];
  return run.stdin === null ? [...redisStatements(text), "unknown"] : redisStatements(text);
}

function redis({ flags, rest, values }: ParsedFlags, run: CommandRun): readonly StatementKind[] {
  if (redisLooks.some((flag) => flags.has(flag))) return ["read"];
  if (
    flags.has("--eval") ||
    flags.has("--cluster") ||
    flags.has("--pipe") ||
    flags.has("--rdb") ||
    flags.has("--functions-rdb")
  ) {
    const words = rest.map((word) => word.value ?? "");
    return flags.has("--cluster") &&
      /^(check|info|help)$/.test(values.get("--cluster")?.value ?? words[0] ?? "")
      ? ["read"]
      : ["unknown"];
  }
  if (rest.length === 0) return redisFed(run);
  const words = rest.map(filled);
  const kind = redisStatement(words.map((word) => word.text));
  return words.some((word) => word.open) && (words[0]?.open || kind === "read") ? [kind, "unknown"] : [kind];
}

function mongo({ values, rest, flags }: ParsedFlags, run: CommandRun): readonly StatementKind[] {
  if (flags.has("--help") || flags.has("--version")) return ["read"];
  const word = values.get("--eval");
  if (word) {
    const { text, open } = filled(word);
    return open ? [...mongoStatements(text), "unknown"] : mongoStatements(text);
  }
  const text = run.stdin ?? run.stdinPartial;
  if (text === undefined || rest.some((each) => /\.js$/.test(each.value ?? ""))) return ["unknown"];
  return run.stdin === null ? [...mongoStatements(text), "unknown"] : mongoStatements(text);
}
