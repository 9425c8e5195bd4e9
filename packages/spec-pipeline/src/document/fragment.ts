import type { Location } from "../problems/problem.ts";
import type { JsonObject } from "./json.ts";
import { locate, type YamlSource } from "./yaml-source.ts";

/** A page as the command read it. */
export interface Page {
  /** File name below `pages/`. */
  readonly name: string;
  /** Path from the workspace's root. */
  readonly file: string;
  /** The address it was fetched from, if it has one. */
  readonly url?: string | undefined;
  /** Hash of its bytes, in hex. */
  readonly hash: string;
  readonly text: string;
}

/** One OpenAPI document of a page. */
export interface Fragment {
  readonly page: Page;
  /** The block as it stands in the page. Lines are found in it. */
  readonly source: YamlSource;
  readonly document: JsonObject;
}

/** The place in the page for a pointer into the fragment's document. */
export function locateInFragment(fragment: Fragment, pointer: string): Location {
  return locate(fragment.source, pointer);
}
