import { expect, test } from "vitest";
import { isExplosivePattern } from "../../src/document/explosive-pattern.ts";

test.each([
  "^(a+)+$",
  "(a|a)*b",
  "^(\\w+\\s?)*$",
  "^([a-z]+)*x",
  "(?:a{0,50}){0,50}b",
  "^(?:(?:a|b)+|[ab]c)*$",
  "^(a|aa)+$",
  "(.*)*",
  "^(?=(a+)+$)",
  "^(\\d+|[0-9a-f]+)*$",
  "^(?:x*y?x*)*$",
  "(x+x+)+y",
  "^(?<word>[a-z]+ ?)+$",
  "^.*a.*b.*c$",
  "(a)(\\1b?)*",
  "^[\\w-]*[\\w-]*[\\w-]*!$",
])("%s can explode", (pattern) => expect(isExplosivePattern(pattern)).toBe(true));

test.each([
  "",
  "^[a-z0-9]+(?:-[a-z0-9]+)*$",
  "^\\d{4}-\\d{2}-\\d{2}$",
  "^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$",
  "^[A-Za-z0-9_-]{1,64}$",
  "^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$",
  "^https?://",
  "^(?:[01]?[0-9]|2[0-3]):[0-5][0-9]$",
  "^(?:(?:25[0-5]|1?\\d?\\d)\\.){3}(?:25[0-5]|1?\\d?\\d)$",
  "^#[0-9a-fA-F]{6}$",
  "^\\+?[1-9]\\d{1,14}$",
  "^(?:[a-z]+\\.)*[a-z]+$",
  "^(?=.*[a-z])(?=.*\\d).{8,}$",
  "^\\p{L}+$",
  "^(?:\\s*,\\s*\\w+)*$",
  "^\\$\\{[^}]*\\}$",
  "[\\]\\-a]+",
  "^(foo|foobar)$",
  "([a-z",
])("%s ends soon", (pattern) => expect(isExplosivePattern(pattern)).toBe(false));
