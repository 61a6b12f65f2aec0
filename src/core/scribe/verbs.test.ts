import { describe, expect, test } from "vitest";
import { isChange } from "./effect.ts";
import { natureOfWords } from "./verbs.ts";

const doingOf = (command: string): string => {
  const [tool = "", ...words] = command.split(" ");
  const flags = words.filter((word) => word.startsWith("--"));
  const said = natureOfWords(
    tool,
    words.filter((word) => !word.startsWith("--")),
    flags,
  );
  if (said === null) return "unknown";
  return isChange(said.nature) ? "change" : "look";
};

describe("what the words of a tool nobody knows say", () => {
  test.each([
    "shopctl dlq depth payments",
    "shopctl replay status 4411",
    "ledgerctl lock holders",
    "ledgerctl migrate status",
    "workerctl drain-status",
    "paymentd-cli restart-history",
    "deployctl release diff web",
  ])("a word of asking counts beside a thing that sounds like doing: %s", (command) => {
    expect(doingOf(command)).toBe("look");
  });

  test.each([
    "shopctl clear history",
    "shopctl reset stats orders",
    "shopctl delete list old",
    "shopctl reset-status",
    "shopctl run report",
  ])("what is cleared, reset or made is a change whatever its name: %s", (command) => {
    expect(doingOf(command)).toBe("change");
  });

  test.each(["appctl state reset", "appctl logs purge", "railctl status set green", "appctl block-list"])(
    "a name that is asked for is changed when a word of doing follows: %s",
    (command) => {
      expect(doingOf(command)).toBe("change");
    },
  );

  test.each([
    "fleetctl nodes --group edge",
    "genomectl pipeline runs --failed",
    "billing-admin invoices holds",
  ])("the name of many things only shows them: %s", (command) => {
    expect(doingOf(command)).toBe("look");
  });

  test("a script named for what it does is no look for being told on what", () => {
    expect(doingOf("resend.sh invoices")).toBe("change");
    expect(doingOf("resendctl invoices")).toBe("look");
  });

  test.each([
    "radioctl transmit on",
    "gamerule doMobSpawning false",
    "parkctl gate 4 open",
    "mlctl endpoint ranker v3=100",
  ])("a thing and its switch is a setting: %s", (command) => {
    expect(natureOfWords("", command.split(" "), [])?.nature).toBe("set");
  });

  test.each(["tenantctl quota raise acme", "gamesrv match end 8", "pbxctl trunk reregister sip-2"])(
    "words of many trades are known: %s",
    (command) => {
      expect(doingOf(command)).toBe("change");
    },
  );
});
