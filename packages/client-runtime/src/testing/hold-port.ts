import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";

/** A port that is taken, though nobody listens there. */
export interface HeldPort {
  readonly port: number;
  release(): void;
}

/** Holds the near end of a connection: another program may take a port a moment after it is closed. */
export async function holdPort(): Promise<HeldPort> {
  const server = createServer((peer) => peer.resume());
  await once(server.listen(0, "127.0.0.1"), "listening");
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  await once(socket, "connect");
  return {
    port: Number(socket.localPort),
    release() {
      socket.destroy();
      server.close();
    },
  };
}
