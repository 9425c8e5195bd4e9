// Calls a tool with the client of another library. No TypeScript, as that library's declarations do not compile under our settings.
import { createMCPClient } from "@ai-sdk/mcp";

const [name, given] = process.argv.slice(2);
const headers = { authorization: `Bearer ${process.env.MCP_TOKEN}` };
const client = await createMCPClient({ transport: { type: "http", url: process.env.MCP_URL, headers } });
const tools = await client.tools();
const result = await tools[name].execute(JSON.parse(given), { toolCallId: "1", messages: [] });
await client.close();
console.log(JSON.stringify({ tools: Object.keys(tools), result }));
