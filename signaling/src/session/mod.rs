//! One task per WebSocket.
