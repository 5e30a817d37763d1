// Step 3: the host lead reads and offers, the team's lead accepts, the team's space opens with its calendar.

import assert from "node:assert/strict";
import { test } from "node:test";
import { expectSound, visit } from "../harness/browser.mjs";
import { demonstration } from "../harness/journey.mjs";
import { NETWORK, SAMPLE_NETWORK, close, linkIn, press, signInByMail } from "./steps.mjs";

const LEAD = "kofi.mensah@manzanitajuhsd.example.edu";
const stage = demonstration();

test("offer: from reading an application to a team's space and its calendar", async () => {
  const host = await stage.open({ as: "Host lead" });
  await visit(host, `${NETWORK}/applications`);
  await press(host, "link", "Manzanita Joint Union High");
  await press(host, "link", "Decide");
  await press(host, "button", "Look at it once more");
  assert.ok((await host.locator("#problems li").count()) >= 1, "an empty decision is refused");
  await host.getByLabel(/Offer a place in/).check();
  await host.locator("#answer_by").fill("2025-11-14");
  await press(host, "button", "Look at it once more");
  await press(host, "button", "Decide and send");

  const mail = await stage.kith.mailTo(LEAD, "/applications/");
  const lead = await stage.open({ size: "phone" });
  await lead.goto(linkIn(mail, "/applications/"));
  await signInByMail(lead, stage.kith, LEAD);
  await press(lead, "link", /answer/i);
  await press(lead, "button", "Yes, we come");
  assert.match(new URL(lead.url()).pathname, /^\/teams\//);
  assert.ok((await lead.locator("main").innerText()).includes("Check-in call"));

  const feed = await fetch(new URL(await lead.locator("a.address").getAttribute("href"), stage.kith.url));
  assert.equal(feed.status, 200);
  assert.match(feed.headers.get("content-type"), /^text\/calendar/);
  const calendar = await feed.text();
  assert.ok(calendar.startsWith("BEGIN:VCALENDAR\r\n"), calendar.slice(0, 80));
  assert.ok(calendar.includes("SUMMARY:") && calendar.trimEnd().endsWith("END:VCALENDAR"));
  await close(host, lead);
});

test("collaborative: an offer says how many of its places are taken", async () => {
  const host = await stage.open({ as: "Host lead" });
  await visit(host, `${SAMPLE_NETWORK}/applications`);
  await press(host, "link", "Three Rivers Crossing Union High");
  await press(host, "link", "Decide");
  assert.match(await host.locator("main").innerText(), /\(\d of 6 taken\)/);
  await expectSound(host);
  await close(host);
});

test("team: the middle of a season, at every size", async () => {
  for (const size of ["phone", "projector"]) {
    const page = await stage.open({ as: "Team member", size });
    await visit(page, "/my");
    await visit(page, await page.locator("main a[href^='/teams/']").first().getAttribute("href"));
    assert.notEqual(await page.locator("ol.line > li").count(), 0);
    await close(page);
  }
});
