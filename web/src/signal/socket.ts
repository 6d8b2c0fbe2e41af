/** What a socket tells. After `closed` it tells nothing more. */
export interface SocketEvents {
  readonly opened: () => void;
  readonly frame: (text: string) => void;
  readonly closed: () => void;
}

/** An open or opening connection for text frames. Neither function throws. */
export interface Socket {
  readonly send: (text: string) => void;
  readonly close: () => void;
}

export type Connect = (events: SocketEvents) => Socket;

/** The browser's WebSocket to `/ws` of our own origin. It says for which face, since a browser may hold both cookies. */
export const connectWebSocket =
  (face: 'booth' | 'desk'): Connect =>
  (events) => {
    const address = new URL(`/ws?as=${face}`, location.href);
    address.protocol = address.protocol === 'http:' ? 'ws:' : 'wss:';
    const socket = new WebSocket(address);
    let told = false;
    socket.onopen = () => events.opened();
    socket.onmessage = ({ data }) => {
      if (typeof data === 'string' && !told) events.frame(data);
    };
    socket.onclose = () => {
      if (!told) events.closed();
      told = true;
    };
    return {
      send: (text) => {
        if (socket.readyState === WebSocket.OPEN) socket.send(text);
      },
      close: () => {
        told = true;
        socket.close();
      },
    };
  };
