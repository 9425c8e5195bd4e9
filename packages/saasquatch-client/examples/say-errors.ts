const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file or folder",
  EISDIR: "it is a folder, and a file is expected",
  EACCES: "it may not be read or written",
};

/** Called first by the examples. What ends one of them is said in a sentence: its stack would show the inside of packages. */
export function sayErrors(): void {
  process.on("uncaughtException", (error: NodeJS.ErrnoException) => {
    // The reader of the output left, as `head` does.
    if (error.code === "EPIPE") process.exit(0);
    const reason = REASONS[error.code ?? ""];
    console.error(error.path && reason ? `${error.path}: ${reason}` : error.message);
    process.exit(1);
  });
}
