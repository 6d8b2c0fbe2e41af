//! The server as its clients meet it, one file per part of the address space, each story on both databases. The
//! harness starts a whole server in the process, with a clock that tests move and randomness from a seed.

#[macro_use]
mod harness;

mod accounts;
mod applications;
mod audit;
mod booking;
mod booth;
mod callbacks;
mod calls;
mod companions;
mod devices;
mod faces;
mod figures;
mod guides;
mod hours;
mod logs;
mod media;
mod memos;
mod metrics;
mod openapi;
mod outlook;
mod postcodes;
mod privacy;
mod publications;
mod queue;
mod refusals;
mod review;
mod screening;
mod selfcheck;
mod session;
mod shown;
mod sockets;
mod terminals;
mod thirds;
mod tls;
mod transfers;
