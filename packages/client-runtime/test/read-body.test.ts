import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readBody } from "../src/read-body.ts";
import { chunkedBody } from "./support/in-memory.ts";

describe("readBody", () => {
  test("gives the same text whatever the chunks", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary" }), fc.integer({ min: 1, max: 9 }), async (text, size) => {
        const bytes = new TextEncoder().encode(text);
        const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
          bytes.subarray(index * size, (index + 1) * size),
        );
        const whole = await new Response(bytes).text();
        expect(await readBody(new Response(chunkedBody(chunks).body), 1000)).toBe(whole);
      }),
    );
  });

  test("reads up to the limit, and nothing after it", async () => {
    const chunked = chunkedBody(
      (function* endless() {
        for (;;) yield "12345678";
      })(),
    );
    expect(await readBody(new Response(chunked.body), 20)).toBe("12345678123456781234");
    expect(chunked.pulls()).toBe(3);
  });

  test("takes a body of exactly the limit for whole", async () => {
    const tooLarge = new Error("too large");
    expect(await readBody(new Response("12345"), 5, () => tooLarge)).toBe("12345");
    await expect(readBody(new Response("123456"), 5, () => tooLarge)).rejects.toBe(tooLarge);
  });
});
