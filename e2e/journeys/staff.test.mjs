// What staff decide beside an offer, an agency that was typed in, and what a team's lead shows the host.

import assert from "node:assert/strict";
import { test } from "node:test";
import { expectSound, visit } from "../harness/browser.mjs";
import { demonstration } from "../harness/journey.mjs";
import { NETWORK, SAMPLE_NETWORK, STUDENTS, close, press } from "./steps.mjs";

const stage = demonstration();
const said = (page) => page.locator("body").innerText();

async function decide(page, application, choice) {
  await visit(page, `${application}/decide`);
  await page.getByLabel(choice).check();
  await press(page, "button", "Look at it once more");
  await press(page, "button", "Decide and send");
}

test("waitlist, then decline: each says what stands now, and an old page decides nothing", async () => {
  const [host, old] = [await stage.open({ as: "Host lead", size: "phone" }), await stage.open({ as: "Host lead" })];
  await visit(host, `${NETWORK}/applications?state=submitted`);
  const application = await host.locator("main th a").first().getAttribute("href");
  await visit(old, `${application}/decide/confirm?decision=decline`);
  await decide(host, application, "Put it on the waitlist");
  assert.ok((await said(host)).includes("Decided."));
  await visit(host, application);
  assert.ok((await said(host)).includes("On the waitlist"));
  await press(old, "button", "Decide and send");
  assert.ok((await said(old)).includes("Something has changed since you opened this page"));
  await decide(host, application, "Decline it");
  await visit(host, application);
  assert.ok((await said(host)).includes("Not this time"));
  await close(host, old);
});

test("typed-in agency: found in the list by its name, and matched", async () => {
  const host = await stage.open({ as: "Host lead" });
  await visit(host, `${SAMPLE_NETWORK}/applications`);
  await host.getByRole("searchbox").fill("granite pass");
  await press(host, "button", "Show");
  assert.equal(await host.locator("main tbody tr").count(), 1);
  await press(host, "link", "Granite Pass School District");
  await press(host, "link", "Find it in the directory");
  await host.getByRole("searchbox").fill("quail ridge");
  await press(host, "button", "Search");
  await host.locator('input[name="agency"]').first().check();
  await press(host, "button", "Take this agency");
  assert.match(await host.locator("h1").innerText(), /Quail Ridge/);
  assert.equal(await host.getByRole("link", { name: "Find it in the directory" }).count(), 0);
  await close(host);
});

test("results: shared by the lead they are the host's to see, until the lead stops", async () => {
  const [lead, host] = [await stage.open({ as: "Team lead, in the middle", language: "en-US" }), await stage.open({ as: "Host lead" })];
  await visit(lead, "/my?lang=en");
  const team = await lead.locator("main a[href^='/teams/']").first().getAttribute("href");
  await visit(lead, `${team}/surveys`);
  await press(lead, "link", STUDENTS);
  const results = new URL(lead.url()).pathname;
  const form = lead.locator("form:has(input[name=share])");
  const now = await form.locator("input[name=share]").getAttribute("value");
  const seen = async () => (await host.request.get(results)).status();
  assert.equal(await seen(), now === "yes" ? 403 : 200);
  for (const status of now === "yes" ? [200, 403] : [403, 200]) {
    await Promise.all([lead.waitForEvent("load"), form.locator("button").click()]);
    await expectSound(lead);
    if (new URL(lead.url()).pathname !== results) await visit(lead, results);
    assert.equal(await seen(), status);
  }
  await close(lead, host);
});
