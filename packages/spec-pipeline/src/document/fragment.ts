import type { Location } from "../problems/problem.ts";
import type { JsonObject } from "./json.ts";
import { locate, type YamlSource } from "./yaml-source.ts";

/** A page as the command read it. */
export interface Page {
  /** File name below `pages/`. */
  readonly name: string;
  /** Path from the workspace's root. */
  readonly file: string;
  /** Address that it was fetched from, where it has one. */
  readonly url?: string | undefined;
  /** Hash of its bytes, in hex. */
  readonly hash: string;
  readonly text: string;
}

/** One OpenAPI document of a page. */
export interface Fragment {
  readonly page: Page;
  /** The block as it stands in the page, to find lines in. */
  readonly source: YamlSource;
  readonly document: JsonObject;
}

/** The place in the page of what a pointer into the fragment's document names. */
export function locateInFragment(fragment: Fragment, pointer: string): Location {
  return locate(fragment.source, pointer);
}
