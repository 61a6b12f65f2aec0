import type { LogLevel } from "../../base/model/pattern.ts";
import { levelOfOtel, levelOfPino, levelOfSeverity, levelOfWord } from "./levels.ts";

/** What a structured line says, before it is judged. */
export interface Fields {
  readonly message: string;
  readonly level: LogLevel | null;
  /** As written: text, or a number of seconds or milliseconds. */
  readonly time: string | null;
  /** An error object or text stands beside the message. */
  readonly failure: boolean;
  /** The text is a log line of its own, wrapped by docker or, of a service's output, by the journal: read it again. */
  readonly inner: "docker" | "journal" | null;
  /** An HTTP status, where the line is about a request. */
  readonly status: number | null;
}

type Document = Readonly<Record<string, unknown>>;

const isDocument = (value: unknown): value is Document =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Reads one JSON log line (docker, journald, pino, bunyan, ECS, GCP, OpenTelemetry and their like), or null. */
export function readJsonLine(line: string): Fields | null {
  const document = parse(line);
  if (document === null) return null;
  if (typeof document["log"] === "string" && ("stream" in document || "time" in document))
    return {
      message: document["log"].replace(/\r?\n$/, ""),
      level: null,
      time: text(document["time"]),
      failure: false,
      inner: "docker",
      status: null,
    };
  const message = firstText(document, [
    "msg",
    "message",
    "body",
    "MESSAGE",
    "@message",
    "log",
    "event",
    "text",
    "short_message",
    "textPayload",
    "jsonPayload",
  ]);
  const failure = failureOf(document);
  return {
    message:
      [message, failure === null || message?.includes(failure) ? null : failure]
        .filter((part) => part !== null)
        .join(": ") || line,
    level: levelOf(document),
    time: text(
      document["time"] ??
        document["ts"] ??
        document["timestamp"] ??
        document["@timestamp"] ??
        document["t"] ??
        document["datetime"] ??
        journalTime(document),
    ),
    failure: failure !== null,
    inner: isOutput(document) ? "journal" : null,
    status:
      numberAt(document, ["status", "statusCode", "status_code", "http.response.status_code"]) ??
      numberAt(childOf(document, "res"), ["statusCode", "status"]),
  };
}

/** What a service prints has the priority of information, whatever it says. */
const isOutput = (document: Document): boolean =>
  typeof document["MESSAGE"] === "string" && String(document["PRIORITY"] ?? 6) === "6";

function parse(line: string): Document | null {
  try {
    const value: unknown = JSON.parse(line);
    return isDocument(value) ? value : null;
  } catch {
    return null; // not JSON after all: the line is read as plain text
  }
}

const childOf = (document: Document, key: string): Document =>
  isDocument(document[key]) ? document[key] : {};

/** journald gives microseconds as text. */
function journalTime(document: Document): string | undefined {
  const micro = document["__REALTIME_TIMESTAMP"];
  return typeof micro === "string" && /^\d{16}$/.test(micro) ? micro.slice(0, 13) : undefined;
}

function text(value: unknown): string | null {
  if (typeof value === "string") return value;
  return typeof value === "number" && Number.isFinite(value) ? String(value) : null;
}

function firstText(document: Document, keys: readonly string[]): string | null {
  for (const key of keys) {
    const value = document[key];
    if (typeof value === "string") return value;
    // journald writes a message that is not UTF-8 as an array of bytes.
    if (key === "MESSAGE" && Array.isArray(value))
      return Buffer.from(value.filter((byte) => typeof byte === "number")).toString("utf8");
    if (isDocument(value)) {
      const inner = firstText(value, ["message", "msg", "stringValue"]);
      if (inner !== null) return inner;
    }
  }
  return null;
}

/** The error beside the message: `err`, `error`, `exception`, as text or as an object with type and message. */
function failureOf(document: Document): string | null {
  for (const key of ["err", "error", "exception", "error.message", "exc_info", "exc", "stack_trace"]) {
    const value = document[key];
    if (typeof value === "string" && value !== "" && !/^(?:null|nil|none|<nil>|false)$/i.test(value))
      return value.split("\n", 1)[0] ?? null;
    if (!isDocument(value)) continue;
    const kind = text(value["type"] ?? value["name"] ?? value["code"]);
    const message = text(value["message"] ?? value["msg"] ?? value["value"]);
    if (kind !== null || message !== null) return [kind, message].filter((part) => part !== null).join(": ");
  }
  return null;
}

function levelOf(document: Document): LogLevel | null {
  const priority = document["PRIORITY"];
  if (typeof priority === "string" || typeof priority === "number") return levelOfSeverity(Number(priority));
  const otel = document["severityNumber"] ?? document["SeverityNumber"];
  if (typeof otel === "number") return levelOfOtel(otel);
  const logObject = childOf(document, "log");
  const value =
    document["level"] ??
    document["log.level"] ??
    logObject["level"] ??
    document["severity"] ??
    document["lvl"] ??
    document["levelname"] ??
    document["loglevel"] ??
    document["severityText"] ??
    document["severity_text"] ??
    document["priority"] ??
    document["@level"] ??
    // MongoDB: severity and component by one letter each.
    (typeof document["c"] === "string" ? document["s"] : undefined);
  if (typeof value === "number") return value > 9 ? levelOfPino(value) : levelOfSeverity(value);
  return typeof value === "string" ? levelOfWord(value.trim()) : null;
}

function numberAt(document: Document, keys: readonly string[]): number | null {
  for (const key of keys) {
    const value = document[key];
    if (typeof value === "number" && value >= 100 && value < 600) return value;
  }
  return null;
}
