// A CommonJS program on a Node that can require ES modules.
const { createProfoundClient } = require("profound-client");
const { createSaaSquatchClient } = require("saasquatch-client");

console.log(typeof createProfoundClient, typeof createSaaSquatchClient);
