// One demonstration and one browser for the journeys of a file, ended whatever happens.

import { after, before } from "node:test";
import * as tools from "./browser.mjs";
import { startKith } from "./kith.mjs";

/**
 * Call once at the top of a file. Inside tests, `.kith` is the running program, `.open({ as, size, … })` a window on it and
 * `.shootAll(name, path, …)` takes its pictures.
 */
export function demonstration(options) {
  const stage = {
    open: (how) => tools.open(stage.browser, stage.kith, how),
    shootAll: (name, path, how) => tools.shootAll(stage.browser, stage.kith, name, path, how),
  };
  before(async () => {
    // One after the other: a program that does not start leaves no browser behind.
    stage.kith = await startKith(options);
    stage.browser = await tools.launch();
  });
  after(async () => {
    await stage.browser?.close();
    await stage.kith?.stop();
  });
  return stage;
}
