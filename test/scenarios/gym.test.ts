import { describe, it } from "vitest";
import { gymScenarios } from "../support/gym.ts";
import { goRound } from "../support/gym-circle.ts";

// `npm run gym -- 04 07` chooses some of them.
const wanted = (process.env["GYM_ONLY"] ?? "").split(" ").filter((word) => word !== "");

describe("the whole circle, on a real fault of a real service", () => {
  it.concurrent.for(gymScenarios(wanted))(
    "%s: typed, drafted, approved, recognised, healed",
    { timeout: 300_000 },
    async (scenario, { expect }) => {
      expect(await goRound(scenario)).toMatchObject({ problems: [], fixRight: true, healed: true });
    },
  );
});
