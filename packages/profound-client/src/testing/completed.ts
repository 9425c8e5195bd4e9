/** A fact with its defaults. Only the `Open` members may still be left out. */
export type Completed<Fact, Open extends keyof Fact> = Pick<Fact, Open> & {
  readonly [Field in Exclude<keyof Fact, Open>]-?: NonNullable<Fact[Field]>;
};
