import type { Field } from "./bits.ts";
import {
  type Call,
  emitSelf,
  type Handler,
  readFlags,
  runPlain,
  runText,
  runWords,
  words,
  wordText,
} from "./call.ts";
import type { Place } from "./machine.ts";

const sshTakes = words("-B -b -c -D -E -e -F -I -i -J -L -l -m -O -o -p -Q -R -S -W -w");

const remote = (call: Call, cwd: string | null = "~"): Partial<Place> => {
  const scope = call.place.scope.fork();
  scope.cwd = cwd;
  return { where: "remote", scope };
};

/** `ssh HOST WORDS…`: the words are joined and read by the other host's shell. */
const connects: Handler = (call) => {
  const { flags, rest } = readFlags(call.args, { takes: sshTakes, stops: true });
  const { rest: after } = readFlags(rest.slice(1), { takes: sshTakes, stops: true });
  const host = rest[0];
  const proxy = flags.get("-o");
  const hidden = /^(?:ProxyCommand|LocalCommand|KnownHostsCommand)[= ](.*)$/is.exec(
    proxy ? wordText(proxy) : "",
  );
  if (hidden?.[1]) runPlain(call, hidden[1].replace(/%[a-zA-Z]/g, "x"), "ssh ProxyCommand");
  if (!host || flags.has("-N")) return null;
  const label = `${call.name} ${host.raw}`;
  const fed = call.place.stdin?.text;
  if (after.length === 0) return fed == null ? null : runPlain(call, fed, label, remote(call));
  return runText(call, after, label, {
    ...remote(call),
    stdin: call.place.stdin,
    pipedFrom: call.place.pipedFrom,
  });
};

/** Many hosts at once: flags, then the text. */
const fansOut =
  (takes: string): Handler =>
  (call) => {
    const { rest } = readFlags(call.args, { takes: words(takes), stops: true });
    return rest.length === 0 ? null : runText(call, rest, call.name, remote(call));
  };

/** `ansible PATTERN -m shell -a TEXT`; without a module it is `command`. */
const ansible: Handler = (call) => {
  const { flags } = readFlags(call.args, {
    takes: words(
      "-m -a -i -u -f -l -e -t -c -T -P -B --module-name --args --inventory --user --forks --limit --extra-vars --become-user",
    ),
    stops: false,
  });
  const module = wordText(flags.get("-m") ?? flags.get("--module-name") ?? undefined);
  const args = flags.get("-a") ?? flags.get("--args");
  const runsText = module === "\0" || /(^|\.)(shell|command|raw|script)$/.test(module);
  if (!args || !runsText) return null;
  return runText(call, [args], `ansible ${call.args[0]?.raw ?? ""}`, remote(call));
};

const salt: Handler = (call) => {
  const at = call.args.findIndex((field) =>
    /^(cmd\.(run|shell|run_all|script)|cmdmod\.run)$/.test(wordText(field)),
  );
  const text = at < 0 ? undefined : call.args[at + 1];
  return text ? runText(call, [text], `salt ${call.args[0]?.raw ?? ""}`, remote(call)) : null;
};

/** `gcloud compute ssh HOST --command TEXT` or `-- WORDS`. */
const gcloud: Handler = (call) => {
  const names = call.args.map(wordText);
  const at = names.indexOf("ssh");
  if (at < 0) return null;
  const { flags } = readFlags(call.args, { takes: words("--command --zone --project"), stops: false });
  const text = flags.get("--command");
  if (text) return runText(call, [text], "gcloud compute ssh", remote(call));
  const dashes = names.indexOf("--", at);
  return dashes < 0 ? null : runText(call, call.args.slice(dashes + 1), "gcloud compute ssh", remote(call));
};

/** `aws ssm send-command --parameters 'commands=["…"]'`. */
const aws: Handler = (call) => {
  const names = call.args.map(wordText);
  if (!names.includes("ssm") || !(names.includes("send-command") || names.includes("start-session")))
    return null;
  const output = emitSelf(call);
  for (const name of names) {
    const found = /"?commands?"?\s*[=:]\s*(.*)$/s.exec(name);
    if (!found?.[1]) continue;
    for (const text of listedTexts(found[1]))
      runPlain(call, text, "aws ssm send-command", remote(call, null));
  }
  return output;
};

function listedTexts(list: string): readonly string[] {
  const quoted = [...list.matchAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'/g)].map(
    (found) => found[1] ?? found[2] ?? "",
  );
  if (quoted.length > 0) return quoted.map((text) => text.replace(/\\(["\\])/g, "$1"));
  return list.replace(/^\[|\]\s*\}?$/g, "").split(",");
}

const vagrant: Handler = (call) => {
  const { flags } = readFlags(call.args, { takes: words("-c --command"), stops: false });
  const text = flags.get("-c") ?? flags.get("--command");
  return text ? runText(call, [text], `${call.name} ssh`, remote(call)) : null;
};

/** `tmux send-keys TEXT Enter`, `tmux new-session TEXT`, `tmux run-shell TEXT`. */
const tmux: Handler = (call) => {
  const { rest } = readFlags(call.args, { takes: words("-L -S -f -c -T"), stops: true });
  const verb = wordText(rest[0]);
  const { rest: after } = readFlags(rest.slice(1), {
    takes: words("-t -s -n -c -x -y -F -e -l -b"),
    stops: true,
  });
  const runs =
    /^(send-keys|send|new-session|new|new-window|neww|split-window|splitw|run-shell|run|respawn-pane|respawn-window|popup|display-popup|if-shell|pipe-pane)$/;
  if (!runs.test(verb) || after.length === 0) return null;
  const output = emitSelf(call);
  const typed = /^send/.test(verb)
    ? after.filter((field) => !/^(Enter|C-m|KPEnter)$/.test(wordText(field)))
    : after;
  if (typed.length > 0) runText(call, typed, `tmux ${verb}`);
  return output;
};

/** `screen -dmS NAME COMMAND…`, `screen -X stuff TEXT`. */
const screen: Handler = (call) => {
  const names = call.args.map(wordText);
  const stuff = names.findIndex((name) => name === "stuff" || name === "exec");
  const text: Field | undefined = call.args[stuff + 1];
  if (stuff >= 0 && text) {
    const output = emitSelf(call);
    runPlain(call, wordText(text).replace(/\^M|\\n|\\r|\\015|\0|\r/g, "\n"), "screen -X");
    return output;
  }
  const { flags, rest } = readFlags(call.args, {
    takes: words("-S -t -c -h -s -T -p -r -x -R -d -D"),
    stops: true,
  });
  if (rest.length === 0 || flags.has("-ls") || flags.has("-r") || flags.has("-X")) return null;
  return runWords(call, rest, "screen");
};

/** Commands that make another host, or another terminal, run something. */
export const remotes: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ["ssh", connects],
  ["autossh", connects],
  ["mosh", connects],
  ["rsh", connects],
  ["dsh", fansOut("-m -g -f -o -r --machine --group")],
  ["pssh", fansOut("-h -H -l -p -t -o -e -O -x --hosts --host --user --par --timeout")],
  ["parallel-ssh", fansOut("-h -H -l -p -t -o -e -O -x --hosts --host --user --par --timeout")],
  ["pdsh", fansOut("-w -x -g -l -t -u -f -R")],
  ["clush", fansOut("-w -x -g -X -l -t -u -f -o --hostfile")],
  ["ansible", ansible],
  ["salt", salt],
  ["salt-ssh", salt],
  ["salt-call", salt],
  ["gcloud", gcloud],
  ["aws", aws],
  ["vagrant", vagrant],
  ["tmux", tmux],
  ["screen", screen],
]);
