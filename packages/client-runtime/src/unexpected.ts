// What is needed only after an answer that is not the hoped-for one. A file of its own, loaded then: most calls go well, and who
// got an answer has a network. Where it cannot be loaded all the same, the error says less, and is the same error.
export { nextRequest } from "./next-request.ts";
export { readErrorAnswer } from "./read-error-answer.ts";
export { judgeText } from "./judge-text.ts";
