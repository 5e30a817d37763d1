// Step 5: answers from elsewhere, with labels that somebody has to confirm.

import assert from "node:assert/strict";
import { test } from "node:test";
import { demonstration } from "../harness/journey.mjs";
import { atSurveys, close, press } from "./steps.mjs";

const stage = demonstration();
const HEAD = "ST34Q01,ST34Q02,ST34Q03,ST34Q04,ST34Q05,CNT";
const ROWS = [
  "Strongly agree,Agree,Agree,Strong agree,Agree,USA",
  "Agree,Agree,Disagree,Agree,Strongly agree,USA",
  "Disagree,,Agree,Agree,Strongly disagree,CAN",
  "Agree,Perhaps,Agree,Strongly agree,Agree,CAN",
];
const FILE = [HEAD, ...Array.from({ length: 80 }, (_, row) => ROWS[row % 4])].join("\r\n");

test("import: a file with dirty labels, confirmed, gives results at once", async () => {
  const { page } = await atSurveys(stage);
  await press(page, "link", "Bring answers you already have");
  await page.locator("#file").setInputFiles({ name: "answers.csv", mimeType: "text/csv", buffer: Buffer.from(FILE) });
  await page.locator('input[name="instrument"][value="pisa-2009-climate"]').check();
  await page.locator("#title").fill("Teachers, last spring");
  await press(page, "button", "Read the file");
  const said = await page.locator("main").innerText();
  assert.ok(said.includes("80 rows") && said.includes("“Strong agree”") && said.includes("“Perhaps”"));

  await press(page, "button", "Import and show the results");
  assert.equal(await page.locator("#problems li").count(), 1, "nothing is guessed without being confirmed");

  const unclear = page.locator("tr", { hasText: "“Perhaps”" });
  await unclear.locator("select").selectOption({ label: "No answer" });
  for (const box of await page.locator('input[type="checkbox"]').all()) await box.check();
  await press(page, "button", "Import and show the results");
  assert.match(new URL(page.url()).pathname, /\/results$/);
  assert.ok((await page.locator("main").innerText()).includes("80 people answered"));
  await press(page, "link", "Students get along with most of their teachers");
  assert.ok((await page.locator("main").innerText()).includes("75%"));
  await close(page);
});

test("import: a file that is none is refused with a sentence, and the title is kept", async () => {
  const { page } = await atSurveys(stage, { javaScript: false });
  await press(page, "link", "Bring answers you already have");
  await page.locator("#title").fill("Another one");
  await press(page, "button", "Read the file");
  assert.ok((await page.locator("#problems li").count()) >= 1);
  assert.equal(await page.locator("#title").inputValue(), "Another one");
  await close(page);
});
