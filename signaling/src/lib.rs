//! The signaling server of リモート窓口: who may ring, who answers, and the papers that follow.
//!
//! ```text
//! config       what the operator sets              db           one query text for SQLite and PostgreSQL
//! clock        `now`, handed in                    fault        refusals and faults
//! app          the parts of a running server       revocation   tells sockets and media that a right ended
//! limits       how often something may be tried      metrics      what Prometheus reads
//! serve        listeners, shutdown                   tls          certificates of the listeners
//!
//! access       who is asking, what they may do     account      people: passwords, sign-in, roles
//! device       booths: codes, certificates         place        wards, sites, sections, subjects
//! audit        what was done, hash-chained         call, form   the consultation and its form
//! application  what is submitted, its review, the hand-over  vault        the keys of what is sealed
//! memo         what staff say about a subject      hotline      whom they bring in at once
//! outlook      what is shown outside of calls           queue        whose turn it is, which desk rings
//! figures      what happened, counted              free_text    what people write, taken in
//! hours        when counters are open: plans, closures, holidays
//! publication  what else coordinators publish: screening, guides
//! screening    whether a subject can be handled at a site
//! postcode     which places a postcode stands for
//!
//! hub          live state, without I/O             session      one task per WebSocket
//! terminal     the same for booths' own programs   selfcheck    rooms in which a booth checks itself
//! mailbox      how both are spoken to              rim          what wakes both
//! turns        numbered frames, each handled once
//! media        the SFU, here or far                http         thin handlers, one file of errors
//! live         starts and stops these three
//! ```
//!
//! Arrows go `http → noun → db`; no noun sees axum, and SQL stands in `store.rs` beside its noun.

pub mod access;
pub mod account;
pub mod app;
pub mod application;
pub mod audit;
pub mod booking;
pub mod call;
pub mod clock;
pub mod config;
pub mod db;
pub mod device;
pub mod fault;
pub mod figures;
pub mod form;
pub mod free_text;
pub mod hotline;
pub mod hours;
pub mod http;
pub mod hub;
pub mod key_file;
pub mod limits;
pub mod live;
pub mod mailbox;
pub mod media;
pub mod memo;
pub mod metrics;
pub mod outlook;
pub mod place;
pub mod postcode;
pub mod publication;
pub mod queue;
pub mod revocation;
mod rim;
pub mod screening;
pub mod selfcheck;
pub mod serve;
pub mod session;
pub mod terminal;
pub mod tls;
mod turns;
pub mod vault;
