/** Called first by the examples. What ends one of them is said in a sentence: its stack would show the inside of packages. */
export function sayErrors(): void {
  process.on("uncaughtException", (error) => {
    console.error(error.message);
    process.exit(1);
  });
}
