// Step 2, a team lead: from a link in the mail to the receipt, without losing a word on the way.

import assert from "node:assert/strict";
import { test } from "node:test";
import { expectSound, visit } from "../harness/browser.mjs";
import { demonstration } from "../harness/journey.mjs";
import { NETWORK, close, linkIn, press, signInByMail } from "./steps.mjs";

const LEAD = "hannah.cole@santaaurelia.example.edu";
const TEXT = "Students in grade nine tell us that nobody would notice if they stayed away.\n\nThis year we have time to ask why.";
const stage = demonstration();

const saved = (page) => page.locator('[data-draft-state][data-state="saved"]').waitFor({ timeout: 10_000 });
const submit = (page) => press(page, "button", "Send the application");

async function pickAgency(page, query, found) {
  await page.getByRole("searchbox").fill(query);
  await press(page, "button", "Search");
  assert.equal(await page.locator('input[name="agency"]').count(), found, query);
}

test("application: found, drafted, kept without a connection, refused while incomplete, sent, receipted", async () => {
  const page = await stage.open();
  await page.goto(`${NETWORK}/apply`);
  await signInByMail(page, stage.kith, LEAD);
  assert.equal(new URL(page.url()).pathname, `${NETWORK}/apply`);
  await press(page, "button", "Start an application");

  await press(page, "button", "Choose your agency");
  await page.getByText("My agency is not in the list").click();
  await page.locator("#agency_name").fill("Blue Heron Charter");
  await page.locator("#agency_kind").selectOption({ index: 1 });
  await page.locator("#agency_state").fill("CA");
  await press(page, "button", "Take what I typed");
  assert.ok((await page.locator("#agency").innerText()).includes("Not in the directory yet"));

  await press(page, "button", "Choose another agency");
  await pickAgency(page, "quail ridge", 2);
  await pickAgency(page, "0699203", 1);
  await pickAgency(page, "92-20237", 1);
  await page.locator('input[name="agency"]').check();
  await press(page, "button", "Take this agency");
  assert.ok((await page.locator("#agency").innerText()).includes("Santa Aurelia"));

  await page.locator("#answer_hopes").fill(TEXT);
  await saved(page);
  await submit(page);
  const problems = page.locator("#problems li");
  assert.ok((await problems.count()) >= 3, "each missing thing is listed");
  assert.equal(await page.locator("#answer_hopes").inputValue(), TEXT);

  await page.context().setOffline(true);
  await page.locator("#answer_evidence").fill(TEXT);
  await page.locator('[data-draft-state][data-state="offline"]').waitFor({ timeout: 10_000 });
  await page.context().setOffline(false);
  await saved(page);
  page.complaints = page.complaints.filter((said) => !said.includes("ERR_INTERNET_DISCONNECTED"));
  await visit(page, new URL(page.url()).pathname);
  assert.equal(await page.locator("#answer_evidence").inputValue(), TEXT);

  const rest = {
    lead_name: "Hannah Cole", lead_work: "Director of student services", answer_fit: TEXT,
    colleague_1_name: "Lee Ortega", colleague_1_email: "lee.ortega@santaaurelia.example.edu", colleague_1_work: "Counselor",
  };
  for (const [id, value] of Object.entries(rest)) await page.locator(`#${id}`).fill(value);
  await submit(page);
  assert.match(new URL(page.url()).pathname, /^\/applications\/[0-9a-f-]+$/);
  assert.ok((await page.locator("main").innerText()).includes("grade nine"));
  const receipt = await stage.kith.mailTo(LEAD, "We have your application");
  assert.equal(new URL(linkIn(receipt, "/applications/")).pathname, new URL(page.url()).pathname);
  await close(page);
});

test("draft without JavaScript is saved by its button", async () => {
  const page = await stage.open({ as: "Team lead with a draft", javaScript: false, size: "phone" });
  await visit(page, `${NETWORK}/apply`);
  await page.locator("#answer_fit").fill(TEXT);
  await press(page, "button", "Save the draft");
  await visit(page, `${NETWORK}/apply`);
  assert.equal(await page.locator("#answer_fit").inputValue(), TEXT);
  await expectSound(page);
  await close(page);
});
