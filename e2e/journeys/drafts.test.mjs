// A draft on its way to the server: nothing is taken for newer text that is not, and sending waits for a save.

import assert from "node:assert/strict";
import { test } from "node:test";
import { visit } from "../harness/browser.mjs";
import { demonstration } from "../harness/journey.mjs";
import { NETWORK, close } from "./steps.mjs";

const stage = demonstration();
const saved = (page) => page.locator('[data-draft-state][data-state="saved"]').waitFor({ timeout: 10_000 });
const kept = (page) => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("kith-draft:")).length);

test("draft that the server tidied is no newer text when its page comes back", async () => {
  const page = await stage.open({ as: "Team lead with a draft" });
  await visit(page, `${NETWORK}/apply`);
  const work = "  Director   of schools ";
  await page.locator("#lead_work").fill(work);
  await saved(page);
  // The page went away between the save and its answer: the copy of this device was not cleared.
  await page.evaluate((text) => {
    const form = document.querySelector("form[data-draft]");
    const own = [...form.elements].filter((field) => field.name && !["hidden", "submit", "button"].includes(field.type));
    const fields = own.map((field) => [field.name, field.name === "lead_work" ? text : field.value]);
    localStorage.setItem(`kith-draft:${form.dataset.draft}`, JSON.stringify({ version: "1", fields }));
  }, work);
  await visit(page, `${NETWORK}/apply`);
  assert.equal(await page.locator("#lead_work").inputValue(), "Director of schools");
  assert.equal(await page.locator('[data-draft-state][data-state="conflict"]').count(), 0);
  assert.equal(await kept(page), 0);
  await close(page);
});

test("draft sent while a save is on its way starts from the version that the save makes", async () => {
  const page = await stage.open({ as: "Team lead with a draft" });
  await visit(page, `${NETWORK}/apply`);
  let arrived;
  const arriving = new Promise((resolve) => { arrived = resolve; });
  let release;
  const held = new Promise((resolve) => { release = resolve; });
  await page.route("**/draft", async (route) => {
    const response = await route.fetch();
    arrived();
    await held;
    await route.fulfill({ response });
  });
  await page.locator("#answer_hopes").fill("First, what the save takes along.");
  await arriving;
  await page.locator("#answer_hopes").fill("Then what was typed while it was on its way.");
  const loaded = page.waitForEvent("load");
  await page.getByRole("button", { name: "Save the draft" }).last().click();
  release();
  await loaded;
  assert.ok((await page.locator("body").innerText()).includes("Your draft is saved"));
  assert.equal(await page.locator("#answer_hopes").inputValue(), "Then what was typed while it was on its way.");
  assert.equal(await kept(page), 0);
  await close(page);
});
