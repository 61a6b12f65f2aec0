import type { PayloadEffect } from "./effect.ts";
import { verbNature } from "./verbs.ts";

const reading: PayloadEffect = { nature: "probe", target: "", value: "" };

/** A request without a body is an order: its last word is what shall be. */
function order(path: string): PayloadEffect {
  const [, thing, word] = /^(.*)\/([a-z][a-z_-]{1,20})$/i.exec(path) ?? [];
  return thing === undefined || word === undefined
    ? { nature: "send", target: `url:${path}`, value: "" }
    : { nature: "set", target: `url:${thing}`, value: word };
}

/** `…?action=DELETEREPLICA&shard=2`: an order in the query, whatever the method. */
function orderedByQuery(url: string): PayloadEffect | null {
  const [, word = ""] = /[?&](?:action|cmd|command|op|operation|do)=([A-Za-z_-]+)/i.exec(url) ?? [];
  const plain = word.toLowerCase();
  const nature =
    plain === ""
      ? null
      : (verbNature(plain) ??
        /^(delete|add|create|move|force|split|remove|reload|rebalance)/.exec(plain)?.[1] ??
        null);
  if (nature === null || nature === "probe" || nature === "look" || nature === "log") return null;
  return { nature: "run", target: `url:${url.replace(/^[a-z]+:\/\//i, "")}`, value: "" };
}

/** `{"query": "mutation { retryJob(id: 4) { ok } }"}`: what a GraphQL request asks to be done. */
function mutation(url: string, body: string | null): PayloadEffect | null {
  const [, name = ""] = /\bmutation\b[^{]*\{\s*(?:\w+\s*:\s*)?(\w+)/.exec(body ?? "") ?? [];
  return name === ""
    ? null
    : { nature: "run", target: `url:${url.replace(/^[a-z]+:\/\//i, "")} ${name}`, value: body ?? "" };
}

/** What its query, its path or its body says in words counts, whatever the method. */
const orderedInWords = (url: string, body: string | null): PayloadEffect | null =>
  orderedByQuery(url) ?? orderedByPath(url) ?? mutation(url, body);

/** `…/manager/text/reload?path=/shop`: a page of such a name is asked for to have it done. */
function orderedByPath(url: string): PayloadEffect | null {
  const plain = url.replace(/^[a-z]+:\/\//i, "");
  const [, word = ""] = /^[^?]*\/([a-z-]+)\/?(?:\?.*)?$/i.exec(plain) ?? [];
  return /^(reload|restart|stop|undeploy|redeploy|shutdown|flush|purge|rotate|failover)$/i.test(word)
    ? { nature: "kick", target: `url:${plain}`, value: "" }
    : null;
}

/** What an HTTP request does: by method, path and body. */
export function httpEffect(method: string | null, url: string, body: string | null): PayloadEffect {
  const path = url.replace(/^[a-z]+:\/\//i, "").replace(/\?.*/, "");
  const key = body
    ? `${path} ${[...body.matchAll(/"([\w.]+)"\s*:/g)].map((found) => found[1]).join(",")}`
    : path;
  const verb = (method ?? (body === null ? "GET" : "POST")).toUpperCase();
  const asked = orderedInWords(url, body);
  if (asked !== null) return asked;
  if (verb === "GET" || verb === "HEAD" || verb === "OPTIONS") return { ...reading, target: `url:${path}` };
  if (
    /(_search|_count|_msearch|_analyze|_explain|_validate|\/query|query_range|index|list|stats|status|describe|info|preview|validate|test|dry_?run|graphql|\/login|\/token|\/predict)\/?$/i.test(
      path,
    )
  ) {
    return { ...reading, target: `url:${path}` };
  }
  if (verb === "DELETE") return { nature: "remove", target: `url:${path}`, value: "" };
  if (verb === "PUT" || verb === "PATCH") return { nature: "set", target: `url:${key}`, value: body ?? "" };
  const kicks =
    /(restart|reload|reset_|reset-|flush|refresh|retry|_clear|\/clear\b|_cache|redeliver|rerun|trigger|_open|_forcemerge|_rollover|invalidate|-\/reload)/i;
  if (kicks.test(path)) return { nature: "kick", target: `url:${key}`, value: "" };
  const acts =
    /(_settings|_cluster|_aliases|_reroute|_reindex|_update|_delete|_close|_shrink|enable|disable|drain|maintenance|failover|rollback|reset|purge|pause|resume|unlock|silence|scale|admin|toggle|promote|cancel|kill|ack|unban|repair|replay|rotate|config|switch)/i;
  if (acts.test(path)) return { nature: "set", target: `url:${key}`, value: body ?? "" };
  return body === null ? order(path) : { nature: "send", target: `url:${path}`, value: body };
}
