import { isChange, type PayloadEffect } from "./effect.ts";
import { isVerb, verbNature } from "./verbs.ts";

/** Methods that make or hand out a value, though their names are words of doing. */
export const harmless =
  /^(forEach|get\w*|find\w*|sort|limit|map|filter|toArray|pretty|print\w*|count\w*|explain|aggregate|hasNext|next|length|size|replace|append|push|pop|add|join|split|strip|trim|release|close|load|loads|read\w*|format|process|use|apply|test|link|mark|link_to|sample|cycle|train|sign)$/i;

/** Methods that end in a bang and only make a value. */
const bangs =
  /^(sort|map|uniq|select|reject|compact|flatten|gsub|sub|strip|merge|shuffle|chomp|squish|slice|keep_if|reverse|sort_by|upcase|downcase|freeze|find|find_by|first|last|take)$/;

/** `RetrySet.new.each(&:retry)`, `Import.find(8).cancel!`, `….find_job(id).kill`: what a script asks of its objects. */
function orderedMethods(text: string): boolean {
  const code = text.replace(/(["'])(?:(?!\1)[^\\\n]|\\.){0,2000}\1/g, "''");
  const calls = code.matchAll(/(?:\.|::|->|&:)([A-Za-z_]\w*)(!?)(?=(\(|\s*$|\s*[;)}\n]|\s+[^=\s]))/g);
  for (const [, name = "", bang = "", after = ""] of calls) {
    if (bang !== "" && !bangs.test(name)) return true;
    if (/^mark[A-Z_]/.test(name)) return true;
    const nature = harmless.test(name) || readingMethod.test(name) ? null : verbNature(name);
    // Without brackets it may be a field as well.
    const isCalled = after === "(" || isVerb(name.split("_")[0] ?? "");
    if (nature !== null && isChange(nature) && isCalled) return true;
  }
  return false;
}

/** Names of methods that hand something back, whatever their words mean to a tool. */
const readingMethod =
  /^(new|all|where|last|first|set|up|down|match\w*|exec|init|start|begin|end|edit|schedule|state|process\w*|lock\w*|commit|update|create\w*|register|connect|stop|merge|shift|select|split\w*|start(s|_?with)\w*|end(s|_?with)\w*|.*(ed|ing|s|_at|_on|_id)|is[A-Z_].*|has[A-Z_].*|to_\w+|from\w*)$/;

/** Code given on the command line (`python -c`): it reads unless it writes a file, a socket or starts something. */
export function codeEffect(text: string): PayloadEffect {
  const writes =
    /\.(write|writelines|unlink|remove|rmtree|save|commit|delete|create|update|send_signal|kill|mkdir|rename|put|flushall|flushdb|execute)\w*\s*\(|open\([^)]*['"][wa]b?['"]|subprocess|os\.system|writeFile|unlinkSync|child_process|\bsystem\s*\(|clear\(\)|\.(?:update|save|create|destroy|delete|touch|increment)(?:_all|_by|_columns)?!|::(?:flush|forget|truncate|dispatch)\b|perform_(?:async|later|now)\b|\.(?:flush|destroy|requeue|retry|restart|enqueue|expire|invalidate|truncate|purge|unlock|disable|enable)(?:_all|_jobs|_now)?(?:\b(?!\s*=)|[!(])/;
  return writes.test(text) || orderedMethods(text)
    ? { nature: "run", target: "code", value: text.trim() }
    : { nature: "probe", target: "", value: "" };
}
