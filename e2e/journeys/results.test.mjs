// Steps 6 and 7: closing seals, results keep small groups hidden, and a figure leads into the plan.

import assert from "node:assert/strict";
import { test } from "node:test";
import { expectSound, visit } from "../harness/browser.mjs";
import { demonstration } from "../harness/journey.mjs";
import { FAMILIES, STUDENTS, atSurveys, close, press } from "./steps.mjs";

const stage = demonstration();
const HIDDEN = "not shown, to protect people";

async function atResults(how) {
  const { page, team } = await atSurveys(stage, how);
  await press(page, "link", STUDENTS);
  if (!page.url().endsWith("/results")) await visit(page, `${new URL(page.url()).pathname}/results`);
  return { page, team };
}

test("results: no figure before the seal, then figures without the small group", async () => {
  const { page } = await atSurveys(stage);
  await press(page, "link", FAMILIES);
  const survey = new URL(page.url()).pathname;
  await visit(page, `${survey}/results`, { status: 409 });
  await visit(page, survey);
  await press(page, "link", "Close the survey…");
  assert.ok((await page.locator("main").innerText()).includes("cannot be undone"));
  await press(page, "button", "Close it and show the results");
  assert.equal(new URL(page.url()).pathname, `${survey}/results`);
  await visit(page, `${survey}/results/belonging?by=home-language`);
  assert.ok((await page.locator("table").innerText()).includes(HIDDEN));
  await close(page);
});

test("figure: charts, the same numbers as a table, the rule, by group, at every size", async () => {
  const { page } = await atResults();
  await press(page, "link", "Belonging");
  const figure = new URL(page.url()).pathname;
  await close(page);
  for (const size of ["phone", "laptop", "projector"]) {
    for (const theme of ["light", "dark"]) {
      const window = await stage.open({ as: "Team member", size, theme });
      await visit(window, `${figure}?by=home-language`);
      assert.notEqual(await window.locator("figure svg").count(), 0);
      assert.ok((await window.locator("table").innerText()).includes(HIDDEN));
      assert.match(await window.locator(".rule").innerText(), /Wilson|at least/);
      await close(window);
    }
  }
});

test("figure: as a file and on paper", async () => {
  const { page } = await atResults();
  const href = await page.locator("main").getByRole("link", { name: "CSV" }).getAttribute("href");
  const file = await page.request.get(href);
  assert.match(file.headers()["content-type"], /^text\/csv/);
  assert.ok((await file.text()).includes(HIDDEN));
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator(".switch").first().isVisible(), false);
  assert.ok((await page.pdf()).length > 10_000);
  await close(page);
});

test("plan: a next step is written down from the figure it came from", async () => {
  const { page, team } = await atResults({ javaScript: false });
  await press(page, "link", "Connection");
  const figure = new URL(page.url()).pathname;
  await press(page, "link", "Write it down in the plan");
  assert.notEqual(await page.locator("#figure").inputValue(), "", "the figure is chosen already");
  await page.getByLabel("A next step").check();
  await page.locator("#words").fill("Ask five eighth graders what made them feel known.");
  await press(page, "button", "Save");
  assert.ok((await page.locator("#problems li").count()) >= 1, "a step needs somebody and a day");
  await page.locator("#who").fill("Marcus Bell");
  await page.locator("#due").fill("2025-11-20");
  await press(page, "button", "Save");
  assert.equal(new URL(page.url()).pathname, `${team}/plan`);
  const line = page.locator("li", { hasText: "Ask five eighth graders" });
  assert.ok((await line.locator("a").first().getAttribute("href")).startsWith(figure));
  await expectSound(page);
  await close(page);
});
