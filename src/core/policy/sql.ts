import type { StatementKind } from "./rule.ts";

type Token = { readonly kind: "word" | "string" | "number" | "mark"; readonly text: string };

/** Functions that only compute; any other name in a `select` may change something. */
const pureFunctions = new Set(
  "count sum avg min max now coalesce nullif greatest least abs round floor ceil ceiling mod power sqrt length char_length octet_length lower upper initcap trim ltrim rtrim btrim concat concat_ws substring substr left right replace reverse position strpos instr lpad rpad split_part regexp_replace regexp_match regexp_matches regexp_substr like cast convert try_cast to_char to_date to_timestamp to_number date time timestamp datetime date_trunc date_part date_format date_add date_sub datediff timestampdiff timediff age extract year month day hour minute second unix_timestamp from_unixtime strftime julianday current_date current_time current_timestamp localtime localtimestamp clock_timestamp statement_timestamp transaction_timestamp sysdate getdate curdate curtime utc_timestamp interval version current_user session_user user database schema current_database current_schema current_setting inet_server_addr inet_server_port pg_backend_pid pg_blocking_pids pg_size_pretty pg_database_size pg_total_relation_size pg_relation_size pg_table_size pg_indexes_size pg_tablespace_size pg_is_in_recovery pg_last_wal_replay_lsn pg_last_wal_receive_lsn pg_last_xact_replay_timestamp pg_current_wal_lsn pg_wal_lsn_diff pg_postmaster_start_time pg_conf_load_time pg_get_indexdef pg_get_viewdef pg_get_functiondef pg_get_constraintdef pg_safe_snapshot_blocking_pids pg_stat_get_activity pg_locks pg_stat_file obj_description col_description format_type has_table_privilege has_database_privilege to_regclass txid_current txid_current_snapshot row_number rank dense_rank ntile lag lead first_value last_value array_agg string_agg group_concat json_agg jsonb_agg json_object_agg json_build_object jsonb_build_object json_extract json_extract_path json_extract_path_text jsonb_extract_path row_to_json to_json to_jsonb json_array_length jsonb_array_length array_length array_to_string string_to_array unnest generate_series distinct exists in any all some not if ifnull isnull nvl iif decode case filter over partition values row grouping stddev variance percentile_cont percentile_disc median mode bool_and bool_or every md5 sha1 sha2 hex encode format printf typeof total random rand uuid last_insert_rowid changes connection_id found_rows row_count lateral using key as and or from join on where by union select with limit offset quantile uniq topk formatreadablesize tostring touint64 tointerval todate todatetime tostartofhour tostartofminute toyyyymm".split(
    " ",
  ),
);

/** What each statement of SQL text does. `value` stands for what a declared input will hold. */
export function sqlStatements(text: string): readonly StatementKind[] {
  const kinds: StatementKind[] = [];
  const rest = text.replace(/(^|\n)\s*\\[a-z!?]\S*[^\n]*/gi, (line) => {
    kinds.push(metaCommand(line.trim()));
    return "\n";
  });
  for (const statement of split(tokenise(rest))) kinds.push(kindOf(statement));
  return kinds;
}

/** psql's and sqlite's own commands. */
function metaCommand(line: string): StatementKind {
  if (
    /^\\(d\S*|l\+?|conninfo|timing|x|pset|echo|encoding|set|unset|z|sf|sv|a|t|c|connect|q|\?|h|H|watch|errverbose|g|gx)\b/.test(
      line,
    )
  )
    return "read";
  return "change";
}

function tokenise(text: string): readonly Token[] {
  const tokens: Token[] = [];
  const pattern =
    /--[^\n]*|#(?=\s)[^\n]*|\/\*(?!!)[\s\S]*?(?:\*\/|$)|\/\*!\d*|\*\/|'(?:[^'\\]|\\.|'')*'|"(?:[^"]|"")*"|`[^`]*`|\$(\w*)\$[\s\S]*?\$\1\$|[A-Za-z_][\w$]*|\d+(?:\.\d+)?|[<>=!]+|\S/g;
  for (const { 0: part } of text.matchAll(pattern)) {
    // MySQL runs what stands in /*! … */, so only the marks go.
    if (!/^(--|#|\/\*|\*\/)/.test(part)) tokens.push(tokenOf(part));
  }
  return tokens;
}

function tokenOf(part: string): Token {
  if (/^['$]/.test(part)) return { kind: "string", text: part };
  if (/^["`]/.test(part)) return { kind: "word", text: part.slice(1, -1).toLowerCase() };
  if (/^[A-Za-z_]/.test(part)) return { kind: "word", text: part.toLowerCase() };
  return { kind: /^\d/.test(part) ? "number" : "mark", text: part };
}

function split(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const statements: Token[][] = [[]];
  for (const token of tokens) {
    if (token.kind === "mark" && token.text === ";") statements.push([]);
    else statements.at(-1)?.push(token);
  }
  return statements.filter((statement) => statement.length > 0);
}

const objectWords = new Set(
  "table database schema user role tablespace keyspace measurement series bucket collection cluster owned server shard retention continuous".split(
    " ",
  ),
);

type Words = readonly string[];
type Kind = StatementKind | ((tokens: readonly Token[], words: Words) => StatementKind);

const dropped = (_tokens: readonly Token[], [, next = ""]: Words): StatementKind =>
  next === "temporary" || !objectWords.has(next) ? "drop-part" : "drop";

/** What a statement does, by its first word. */
const verbs: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ...["show", "describe", "desc", "use", "help", "begin", "commit", "rollback", "start"].map(
    (verb): [string, Kind] => [verb, "read"],
  ),
  ...["select", "with", "values", "table"].map((verb): [string, Kind] => [verb, queried]),
  ...["explain", "analyze", "analyse"].map((verb): [string, Kind] => [verb, explained]),
  ...["grant", "revoke"].map((verb): [string, Kind] => [verb, "access"]),
  ...["detach", "match"].map((verb): [string, Kind] => [verb, (_tokens, words) => cypher(words)]),
  ["set", (_tokens, [, next = ""]) => (/^(global|persist|password)$/.test(next) ? "change" : "read")],
  ["pragma", (tokens) => (tokens.some((token) => token.text === "=") ? "change" : "read")],
  ["drop", dropped],
  ["truncate", "truncate"],
  ["delete", (tokens) => (narrowed(tokens) ? "delete" : "delete-all")],
  ["update", (tokens) => (narrowed(tokens) ? "update" : "update-all")],
  ["alter", (_tokens, words) => altered(words)],
  ["create", (_tokens, [, next = ""]) => (/^(user|role)$/.test(next) ? "access" : "change")],
  ["kill", "kill"],
  ["shutdown", "host"],
  ["reset", (_tokens, [, next = ""]) => (/^(master|binary)$/.test(next) ? "truncate" : "change")],
]);

function kindOf(tokens: readonly Token[]): StatementKind {
  const words = tokens.filter((token) => token.kind === "word").map((token) => token.text);
  const kind = verbs.get(words[0] ?? "") ?? "change";
  return typeof kind === "string" ? kind : kind(tokens, words);
}

function explained(tokens: readonly Token[], [verb]: Words): StatementKind {
  const rest = tokens.slice(1);
  const runs = verb !== "explain" || rest.some((token) => /^analy[sz]e$/.test(token.text));
  const inner = rest.findIndex((token) =>
    /^(select|with|values|insert|update|delete|merge|create)$/.test(token.text),
  );
  if (inner < 0) return verb === "explain" ? "read" : "change";
  const kind = kindOf(rest.slice(inner));
  return runs ? kind : "read";
}

function queried(tokens: readonly Token[], words: readonly string[]): StatementKind {
  const changing = words.findIndex((word) => /^(insert|update|delete|merge|truncate|drop)$/.test(word));
  if (words[0] === "with" && changing >= 0) {
    const at = tokens.findIndex((token) => token.text === words[changing]);
    return kindOf(tokens.slice(at));
  }
  if (words.includes("into")) return "change";
  const called = tokens.filter((token, index) => token.kind === "word" && tokens[index + 1]?.text === "(");
  const names = called.map((token) => token.text);
  return names.every((name) => pureFunctions.has(name)) ? "read" : "call";
}

function altered(words: readonly string[]): StatementKind {
  if (/^(user|role|login|default)$/.test(words[1] ?? "")) return "access";
  return words.includes("drop") ? "drop-part" : "change";
}

function cypher(words: readonly string[]): StatementKind {
  if (
    !words.includes("delete") &&
    !words.includes("set") &&
    !words.includes("remove") &&
    !words.includes("merge") &&
    !words.includes("create")
  )
    return "read";
  if (!words.includes("delete")) return "change";
  return words.includes("where") ? "delete" : "delete-all";
}

/** A WHERE that is not true for every row. */
function narrowed(tokens: readonly Token[]): boolean {
  const where = tokens.findIndex((token) => token.text === "where");
  if (where < 0) return false;
  const end = tokens.findIndex(
    (token, index) => index > where && /^(returning|order|limit)$/.test(token.text),
  );
  const condition = tokens.slice(where + 1, end < 0 ? undefined : end);
  return !splitOn(condition, "or").some((part) => splitOn(part, "and").every(alwaysTrue));
}

function splitOn(tokens: readonly Token[], word: string): readonly (readonly Token[])[] {
  const parts: Token[][] = [[]];
  for (const token of tokens) {
    if (token.text === word) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}

function alwaysTrue(condition: readonly Token[]): boolean {
  const tokens = condition.filter((token) => token.text !== "(" && token.text !== ")");
  const [left, operator, right] = tokens;
  if (tokens.length === 0) return true;
  if (tokens.length === 1)
    return left?.text === "true" || (left?.kind === "number" && Number(left.text) !== 0);
  if (tokens.length === 2) return left?.text === "not" && operator?.text === "false";
  if (tokens.length === 3 && left && right && operator) return sameTruth(left, operator.text, right);
  return (
    tokens.length === 4 &&
    tokens[1]?.text === "is" &&
    tokens[2]?.text === "not" &&
    tokens[3]?.text === "null" &&
    /^(id|pk)$/.test(left?.text ?? "")
  );
}

function sameTruth(left: Token, operator: string, right: Token): boolean {
  const constant = left.kind !== "word" && right.kind !== "word";
  if (operator === "=" || operator === "==" || operator === "like" || operator === "is") {
    return left.text === right.text || (operator === "like" && /^'%+'$/.test(right.text));
  }
  if (!constant) return false;
  if (operator === "<>" || operator === "!=") return left.text !== right.text;
  const difference = Number(left.text) - Number(right.text);
  return comparisons[operator]?.(difference) ?? false;
}

const comparisons: Readonly<Record<string, (difference: number) => boolean>> = {
  "<": (difference) => difference < 0,
  ">": (difference) => difference > 0,
  "<=": (difference) => difference <= 0,
  ">=": (difference) => difference >= 0,
};
