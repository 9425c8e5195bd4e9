/** A fact with its defaults: only what is `Open` may still be left out. */
export type Completed<Fact, Open extends keyof Fact> = Pick<Fact, Open> & {
  readonly [Field in Exclude<keyof Fact, Open>]-?: NonNullable<Fact[Field]>;
};
