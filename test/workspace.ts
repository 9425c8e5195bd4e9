import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Manifest, Package } from "./find-violations.ts";
import { readModule, type Module } from "./read-module.ts";

const ROOT: string = fileURLToPath(new URL("..", import.meta.url));

/** Folders that a build, an install or a run leaves behind. */
const LEFT_BEHIND = new Set(["node_modules", "dist", ".git", ".turbo", ".work", ".results", "coverage"]);

/** Paths of the workspace's own files, from its root, with forward slashes, sorted. */
export function listFiles(...patterns: string[]): string[] {
  const entries = globSync(patterns, { cwd: ROOT, withFileTypes: true, exclude: (entry) => LEFT_BEHIND.has(entry.name) });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length).replaceAll("\\", "/"))
    .toSorted();
}

export const isThere = (path: string): boolean => existsSync(join(ROOT, path));

export const readText = (path: string): string => readFileSync(join(ROOT, path), "utf8");

export const readBytes = (path: string): Buffer => readFileSync(join(ROOT, path));

export const readModules = (paths: readonly string[]): Module[] => paths.map((path) => readModule(path, readText(path)));

export function readPackages(): Package[] {
  return listFiles("packages/*/package.json").map((path) => {
    const manifest: Manifest = JSON.parse(readText(path));
    return { folder: path.replace("/package.json", ""), manifest };
  });
}
