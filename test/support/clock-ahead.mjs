// Put before the program (`node --import`): its clock is an hour ahead. A later start without it is a clock set back.
const Real = Date;
const aheadMs = 3_600_000;

globalThis.Date = class extends Real {
  constructor(...given) {
    if (given.length === 0) super(Real.now() + aheadMs);
    else super(...given);
  }

  static now() {
    return Real.now() + aheadMs;
  }
};
