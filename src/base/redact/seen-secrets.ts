import { ownText } from "../kernel/own-text.ts";
import type { Found, Secret } from "./mask.ts";

const most = 2000;
/** Characters of all forms together. */
const mostChars = 4_000_000;
const gram = 4;

interface Form {
  readonly text: string;
  readonly secret: Secret;
  /** Part of a longer base64 text: the whole of that is masked. */
  readonly inside: boolean;
}

/** The secrets of a session, in every form in which they may come back. Bounded: the oldest go first. */
export class SeenSecrets {
  private readonly secrets = new Map<string, readonly Form[]>();
  private index = new Map<string, Form[]>();
  private chars = 0;

  /** Takes a secret in, unless it is so short or so common a word that masking it would eat clean text. */
  add(secret: Secret): void {
    if (this.secrets.has(secret.value)) return;
    const own = { ...secret, value: ownText(secret.value) };
    const forms = formsOf(own);
    this.secrets.set(own.value, forms);
    for (const form of forms) this.register(form);
    if (this.secrets.size > most || this.chars > mostChars) this.dropOldest();
  }

  clear(): void {
    this.secrets.clear();
    this.index.clear();
    this.chars = 0;
  }

  find(text: string): readonly Found[] {
    if (this.index.size === 0) return [];
    const found: Found[] = [];
    for (let i = 0; i + gram <= text.length; i++) {
      const forms = this.index.get(text.slice(i, i + gram));
      if (forms === undefined) continue;
      const form = longestAt(forms, text, i);
      if (form === null) continue;
      const one = spanOf(form, text, i);
      found.push(one);
      i = Math.max(i, one.end - 1);
    }
    return found;
  }

  private register(form: Form): void {
    this.chars += form.text.length;
    const key = form.text.slice(0, gram);
    const forms = this.index.get(key);
    if (forms === undefined) this.index.set(key, [form]);
    else forms.push(form);
  }

  private dropOldest(): void {
    const values = [...this.secrets.keys()];
    for (const value of values.slice(0, Math.ceil(values.length / 4))) this.secrets.delete(value);
    this.index = new Map();
    this.chars = 0;
    for (const forms of this.secrets.values()) for (const form of forms) this.register(form);
  }
}

const common = new Set(
  `password passwd secret token admin administrator root user username default changeme postgres mysql mariadb redis mongo
  mongodb rabbitmq guest test testing tester example sample demo local localhost production staging development database
  server client service system public private master replica primary secondary standard basic bearer application
  monitor monitoring grafana prometheus kubernetes docker vagrant jenkins gitlab github oracle elastic kibana nginx apache
  letmein welcome qwerty 123456 12345678 1234567890 string number object none null true false unknown anonymous nobody
  rundeck deploy deployer backup readonly readwrite reader writer operator manager support info debug error warning`.split(
    /\s+/,
  ),
);

/** Whether a secret found by its place may be masked by its value, too. */
export function isDistinct(value: string): boolean {
  if (value.length < 6 || value.length > 65_536 || common.has(value.toLowerCase())) return false;
  if (/^\d+$/.test(value)) return value.length >= 9;
  if (/^[a-z]+$/.test(value)) return value.length >= 8;
  return value.length >= 8 || /\d|[^A-Za-z]/.test(value);
}

const bordered = (value: string): boolean => value.length < 8 || /^[A-Za-z]+$|^\d+$/.test(value);

function longestAt(forms: readonly Form[], text: string, at: number): Form | null {
  let best: Form | null = null;
  for (const form of forms) {
    if (best !== null && form.text.length <= best.text.length) continue;
    if (!text.startsWith(form.text, at)) continue;
    if (!form.inside && bordered(form.text) && !standsAlone(text, at, form.text.length)) continue;
    best = form;
  }
  return best;
}

const standsAlone = (text: string, at: number, length: number): boolean =>
  !/\w/.test(text.charAt(at - 1)) && !/\w/.test(text.charAt(at + length));

function spanOf(form: Form, text: string, at: number): Found {
  let start = at;
  let end = at + form.text.length;
  if (form.inside) {
    while (start > 0 && at - start < 512 && /[A-Za-z0-9+/_-]/.test(text.charAt(start - 1))) start--;
    while (end < text.length && end - at < 4096 && /[A-Za-z0-9+/=_-]/.test(text.charAt(end))) end++;
  }
  return { start, end, kind: form.secret.kind, secret: form.secret.value };
}

function formsOf(secret: Secret): readonly Form[] {
  const { value } = secret;
  const texts = new Set([value, ...encodings(value)]);
  const whole = [...texts]
    .filter((text) => text.length >= gram)
    .map((text) => ({ text, secret, inside: false }));
  const inner = base64Cores(value).map((text) => ({ text, secret, inside: true }));
  return [...whole, ...inner];
}

function encodings(value: string): readonly string[] {
  const bytes = Buffer.from(value);
  const percent = [...bytes].map(percentByte).join("");
  return [
    percent,
    percent.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
    percent.replaceAll("%20", "+"),
    JSON.stringify(value).slice(1, -1),
    value.replaceAll("'", "'\\''"),
    value.replace(/[^\w@%+=:,./-]/g, "\\$&"),
    value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;"),
    ...(bytes.length >= 6 ? [bytes.toString("hex"), bytes.toString("hex").toUpperCase()] : []),
  ];
}

function percentByte(byte: number): string {
  const char = String.fromCharCode(byte);
  return /[\w.~-]/.test(char) ? char : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
}

/** What of the secret's base64 stays the same wherever it stands in a longer text (three alignments), both alphabets. */
function base64Cores(value: string): readonly string[] {
  const bytes = Buffer.from(value);
  if (bytes.length < 6) return [];
  const cores = [0, 1, 2].map((shift) => {
    const encoded = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString("base64")
      .replace(/=+$/, "");
    const first = [0, 2, 3][shift] ?? 0;
    const last = (bytes.length + shift) % 3 === 0 ? encoded.length : encoded.length - 1;
    return encoded.slice(first, last);
  });
  return [...new Set(cores.flatMap((core) => [core, core.replaceAll("+", "-").replaceAll("/", "_")]))].filter(
    (core) => core.length >= 7,
  );
}
