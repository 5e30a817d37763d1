// The harness itself: what it reads from the program's first words.

import assert from "node:assert/strict";
import { test } from "node:test";
import { signInLinks } from "../harness/kith.mjs";

test("signInLinks: the label stands before the address or on the line above it", () => {
  const links = signInLinks("Kith\n  Host lead:  http://127.0.0.1:1/sign-in/abc\nTeam member\n  http://127.0.0.1:1/sign-in/def\nhttp://127.0.0.1:1/\n");
  assert.deepEqual([...links], [["Host lead", "http://127.0.0.1:1/sign-in/abc"], ["Team member", "http://127.0.0.1:1/sign-in/def"]]);
});
