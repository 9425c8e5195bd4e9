/** Our clients, the peers they are compared with, and the floors that ratios are taken over. */
export const clientNames = ["profound-client", "saasquatch-client"] as const;
export const peerNames = ["openapi-fetch", "@profoundai/client", "openai"] as const;
export const floorNames = ["raw fetch POST", "raw fetch GET", "decode and split"] as const;

export type ClientName = (typeof clientNames)[number];
export type PeerName = (typeof peerNames)[number];
export type FloorName = (typeof floorNames)[number];
/** What is compared: it has a column in the table. */
export type ContestantName = ClientName | PeerName;
export type SubjectName = ContestantName | FloorName;

/** In the order of the table's columns. */
export const contestantNames: readonly ContestantName[] = [...clientNames, ...peerNames];

/** Narrows to what has a package; a floor has none. */
export function contestantName(subject: SubjectName): ContestantName {
  const found = contestantNames.find((name) => name === subject);
  if (found === undefined) throw new Error(`${subject} has no package`);
  return found;
}
