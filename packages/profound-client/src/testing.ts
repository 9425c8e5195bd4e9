export type { CitationFact } from "./testing/citation-facts.ts";
export {
  createMock,
  createProfoundMock,
  type MockedRequest,
  type ProfoundMock,
  type ProfoundMockOptions,
} from "./testing/mock.ts";
export type { ReferralFact } from "./testing/referral-facts.ts";
