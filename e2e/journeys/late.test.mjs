// Step 2, the day after the deadline: a sentence, and the draft is still there.

import assert from "node:assert/strict";
import { test } from "node:test";
import { visit } from "../harness/browser.mjs";
import { demonstration } from "../harness/journey.mjs";
import { NETWORK, close } from "./steps.mjs";

const stage = demonstration({ today: "2025-11-08" });

test("late: nobody begins an application after the deadline", async () => {
  const page = await stage.open({ as: "Team lead who has not applied yet" });
  await visit(page, `${NETWORK}/apply`);
  assert.ok((await page.locator("main").innerText()).includes("Applications closed on"));
  assert.equal(await page.getByRole("button", { name: "Start an application" }).count(), 0);
  await close(page);
});

test("late: a draft is not sent any more, says so, and can still be read", async () => {
  const page = await stage.open({ as: "Team lead with a draft" });
  await visit(page, `${NETWORK}/apply`);
  const said = await page.locator("main").innerText();
  assert.ok(said.includes("The deadline has passed and this was not sent. Your text stays here to read."));
  assert.ok(said.includes("We want the move from fifth to sixth grade"));
  assert.equal(await page.getByRole("button", { name: "Send the application" }).count(), 0);
  await close(page);
});
